package dev.sluice.analysis;

import dev.sluice.analysis.JudgeStream.Says;
import java.util.Optional;

/** The test of one stream: immutable, one window after the other. */
interface StreamTest {

    static StreamTest of(StreamHeader header) {
        return switch (header.test()) {
            case "S" -> StreamOfDifferences.begin(header);
            case "T" -> StreamOfResults.begin(header);
            case "L" -> StreamOfTails.begin(header);
            default -> StreamOfCounts.begin(header);
        };
    }

    /** Why a window is no evidence; empty when it is. */
    Optional<String> unusable(StreamWindow window);

    StreamTest observe(StreamWindow window, int part);

    double logE();

    /** A verdict that isn't about evidence; empty where it is. */
    default Optional<Says> says() {
        return Optional.empty();
    }
}
