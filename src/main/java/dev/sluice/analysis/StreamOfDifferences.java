package dev.sluice.analysis;

import dev.sluice.analysis.sequential.PairedSums;
import java.util.Optional;

/** Test S in a stream. */
record StreamOfDifferences(StreamHeader header, PairedSums sums) implements StreamTest {

    static StreamOfDifferences begin(StreamHeader header) {
        return new StreamOfDifferences(header, PairedSums.NONE);
    }

    @Override
    public Optional<String> unusable(StreamWindow window) {
        return Double.isFinite(window.value().orElse(Double.NaN))
                ? Optional.empty()
                : Optional.of("d: is missing or no number");
    }

    @Override
    public StreamOfDifferences observe(StreamWindow window, int part) {
        int block = header.phi() > 1 ? (int) Math.ceil(2 * Math.min(header.phi(), 19)) : 1;
        double difference = window.value().orElse(0) - header.delta();
        return new StreamOfDifferences(header, sums.observe(difference, block, part));
    }

    @Override
    public double logE() {
        return sums.logE(header.steps());
    }
}
