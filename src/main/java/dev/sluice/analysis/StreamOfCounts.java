package dev.sluice.analysis;

import dev.sluice.analysis.sequential.Alternatives;
import dev.sluice.analysis.sequential.FixedBound;
import dev.sluice.analysis.sequential.Interval;
import dev.sluice.analysis.sequential.MarginLine;
import dev.sluice.analysis.sequential.Proportions;
import dev.sluice.analysis.sequential.RateRatio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tests A, C, N and H in a stream.
 *
 * @param parts log increments by alternative, of each part of the step mixture that has started
 * @param n stable's requests before
 * @param x bad ones of them
 */
record StreamOfCounts(StreamHeader header, Alternatives alternatives, List<List<Double>> parts, double n, double x)
        implements StreamTest {

    static StreamOfCounts begin(StreamHeader header) {
        Alternatives mixture = header.test().equals("N") ? Alternatives.HARMLESS : Alternatives.WORSE;
        Alternatives alternatives = header.alternative().isPresent()
                ? Alternatives.only(header.alternative().getAsDouble())
                : mixture;
        StreamArm history = header.history();
        return new StreamOfCounts(header, alternatives, List.of(alternatives.start()), history.n(), history.x());
    }

    @Override
    public Optional<String> unusable(StreamWindow window) {
        Optional<String> candidate = window.candidate().unusable("candidate");
        return header.test().equals("H") || candidate.isPresent()
                ? candidate
                : window.stable().unusable("stable");
    }

    @Override
    public StreamOfCounts observe(StreamWindow window, int part) {
        Interval seen = new Interval(
                window.candidate().n(),
                window.candidate().x(),
                window.stable().n(),
                window.stable().x());
        Interval even = seen.tempered(header.phi());
        boolean learns =
                header.skipEmptyHistory() && n <= 0 && header.predicted().isEmpty();
        List<List<Double>> after = new ArrayList<>();
        for (int i = 0; i < Math.max(part, parts.size()); i++) {
            List<Double> sums = i < parts.size() ? parts.get(i) : alternatives.start();
            after.add(learns && !header.test().equals("A") ? sums : alternatives.add(sums, g -> increment(even, g)));
        }
        return new StreamOfCounts(
                header,
                alternatives,
                List.copyOf(after),
                n + window.stable().n(),
                x + window.stable().x());
    }

    /** Takes the window as history only. */
    StreamOfCounts learn(StreamWindow window) {
        return new StreamOfCounts(
                header,
                alternatives,
                parts,
                n + window.stable().n(),
                x + window.stable().x());
    }

    private double increment(Interval seen, double alternative) {
        MarginLine margin = new MarginLine(header.lambda(), header.delta());
        double predicted = header.predicted().orElse(Proportions.predicted(n, x));
        return switch (header.test()) {
            case "A" -> RateRatio.increment(seen, header.lambda(), alternative);
            case "N" -> Proportions.inFavour(seen, margin, predicted, alternative);
            case "H" -> FixedBound.increment(seen.n1(), seen.x1(), bound(margin), alternative);
            default -> Proportions.against(seen, margin, predicted, alternative);
        };
    }

    private double bound(MarginLine margin) {
        StreamArm history = header.history();
        return header.bound().orElse(FixedBound.beforeAfter(history.n(), history.x(), margin));
    }

    @Override
    public double logE() {
        return JudgeStream.stepMixture(parts.stream().map(alternatives::logE).toList(), header.steps());
    }
}
