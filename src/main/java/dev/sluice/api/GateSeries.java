package dev.sluice.api;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.analysis.Sample;
import dev.sluice.analysis.sequential.RatioBand;
import dev.sluice.analysis.sequential.TailBounds.Pairing;
import dev.sluice.store.Verdicts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is plotted of a gate: both arms, look by look, the oldest first, and the band at the end.
 *
 * @param complete whether these are all looks; otherwise the latest
 */
public record GateSeries(String gate, boolean complete, List<BandView> bands, List<Point> points) {

    /**
     * Between which multiples of stable's rate the candidate's has been all the time, with probability 1−α on each side.
     *
     * @param lower 0 when nothing is known
     * @param upper absent when nothing is known
     * @param overSeconds a request that took longer counts as bad; absent where bad requests are counted as such
     */
    public record BandView(
            String target,
            double lower,
            @Nullable Double upper,
            @Nullable Double overSeconds) {}

    /**
     * One look.
     *
     * @param source where it was read
     * @param logE natural logarithm of the evidence against the candidate, over all targets
     */
    public record Point(
            String target,
            Instant from,
            Instant at,
            int step,
            String source,
            @Nullable ArmView candidate,
            @Nullable ArmView stable,
            String verdict,
            double logE) {}

    /**
     * One arm in one window; absent where nothing was read.
     *
     * @param requests absent for a value
     * @param value share of bad requests, or the value
     */
    public record ArmView(@Nullable Long requests, double value) {}

    /** From the stored verdicts, the newest first as they are read. */
    static GateSeries of(String gate, boolean complete, List<Verdicts.Row> rows, Optional<AnalysisRun> analysis) {
        List<BandView> bands = new ArrayList<>();
        for (String target :
                new TreeSet<>(rows.stream().map(Verdicts.Row::target).toList())) {
            analysis.flatMap(run -> run.band(target, gate))
                    .map(band -> band(target, band, bound(analysis, target, gate)))
                    .ifPresent(bands::add);
        }
        List<Point> points =
                rows.reversed().stream().map(row -> point(gate, row, analysis)).toList();
        return new GateSeries(gate, complete, bands, points);
    }

    private static BandView band(String target, RatioBand band, Pairing bound) {
        return new BandView(
                target,
                band.lower(),
                Double.isFinite(band.upper()) ? band.upper() : null,
                bound.candidate() > 0 ? bound.candidate() : null);
    }

    private static Pairing bound(Optional<AnalysisRun> analysis, String target, String gate) {
        return analysis.flatMap(run -> run.bound(target, gate)).orElse(new Pairing(0, 0));
    }

    private static Point point(String gate, Verdicts.Row row, Optional<AnalysisRun> analysis) {
        Pairing bound = bound(analysis, row.target(), gate);
        return new Point(
                row.target(),
                row.from(),
                row.at(),
                row.step() + 1,
                row.seen().source(),
                arm(row.seen().candidate(), bound.candidate()).orElse(null),
                arm(row.seen().stable(), bound.stable()).orElse(null),
                row.verdict().name(),
                row.logE());
    }

    private static Optional<ArmView> arm(Sample sample, double bound) {
        return switch (sample) {
            case Sample.Counts counts
            when counts.n() > 0 -> Optional.of(new ArmView(counts.n(), (double) counts.x() / counts.n()));
            case Sample.Histogram latencies
            when latencies.n() > 0 && latencies.atMost().containsKey(bound) -> {
                long bad = latencies.n() - latencies.atMost().getOrDefault(bound, 0L);
                yield Optional.of(new ArmView(latencies.n(), (double) bad / latencies.n()));
            }
            case Sample.Value value
            when Double.isFinite(value.value()) -> Optional.of(new ArmView(null, value.value()));
            case Sample.Counts _, Sample.Histogram _, Sample.Value _, Sample.Missing _, Sample.Failed _ ->
                Optional.empty();
        };
    }
}
