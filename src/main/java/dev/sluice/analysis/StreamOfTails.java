package dev.sluice.analysis;

import dev.sluice.analysis.sequential.LogSum;
import dev.sluice.analysis.sequential.TailBounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Test L in a stream: test C at each bound, averaged. */
record StreamOfTails(StreamHeader header, List<TailBounds.Pairing> bounds, List<StreamOfCounts> each)
        implements StreamTest {

    static StreamOfTails begin(StreamHeader header) {
        StreamOfTails none = new StreamOfTails(header, List.of(), List.of());
        if (!header.bounds().isEmpty()) {
            TreeMap<Double, Long> grid = new TreeMap<>();
            header.history().atMost().keySet().forEach(bound -> grid.put(bound, 0L));
            header.bounds().forEach(bound -> grid.put(bound, 0L));
            return none.at(header.bounds().stream()
                    .flatMap(bound -> TailBounds.matching(grid, bound, header.tolerance()).stream())
                    .toList());
        }
        return header.history().n() > 0 ? none.chosen(header.history()) : none;
    }

    private StreamOfTails chosen(StreamArm stable) {
        SortedMap<Double, Long> counts = new TreeMap<>();
        stable.atMost().forEach((bound, count) -> counts.put(bound, Math.round(count)));
        return at(TailBounds.choose(Math.round(stable.n()), counts, header.tolerance()));
    }

    private StreamOfTails at(List<TailBounds.Pairing> pairings) {
        List<StreamOfCounts> tests = new ArrayList<>();
        for (TailBounds.Pairing pairing : pairings) {
            StreamOfCounts start = StreamOfCounts.begin(header);
            double bad = header.history().over(pairing.stable()).orElse(0.);
            tests.add(new StreamOfCounts(
                    header,
                    start.alternatives(),
                    start.parts(),
                    header.history().n(),
                    bad));
        }
        return new StreamOfTails(header, pairings, List.copyOf(tests));
    }

    @Override
    public Optional<String> unusable(StreamWindow window) {
        Optional<String> counts = window.candidate()
                .unusable("candidate")
                .or(() -> window.stable().unusable("stable"));
        if (counts.isPresent()) {
            return counts;
        }
        return bounds.stream()
                .filter(it -> window.candidate().over(it.candidate()).isEmpty()
                        || window.stable().over(it.stable()).isEmpty())
                .findFirst()
                .map(it -> "le: no bucket " + it.candidate() + " of candidate or " + it.stable() + " of stable");
    }

    @Override
    public StreamOfTails observe(StreamWindow window, int part) {
        StreamOfTails ready = bounds.isEmpty() ? chosen(window.stable()) : this;
        List<StreamOfCounts> after = new ArrayList<>();
        for (int i = 0; i < ready.bounds.size(); i++) {
            TailBounds.Pairing bound = ready.bounds.get(i);
            double bad = window.candidate().over(bound.candidate()).orElse(0.);
            double stableBad = window.stable().over(bound.stable()).orElse(0.);
            StreamWindow counts = new StreamWindow(
                    new StreamArm(window.candidate().n(), bad, StreamArm.NOTHING.atMost()),
                    new StreamArm(window.stable().n(), stableBad, StreamArm.NOTHING.atMost()),
                    window.value());
            after.add(
                    bounds.isEmpty()
                            ? ready.each.get(i).learn(counts)
                            : ready.each.get(i).observe(counts, part));
        }
        return new StreamOfTails(header, ready.bounds, List.copyOf(after));
    }

    @Override
    public double logE() {
        return each.isEmpty()
                ? 0
                : LogSum.mean(each.stream().mapToDouble(StreamOfCounts::logE).toArray());
    }
}
