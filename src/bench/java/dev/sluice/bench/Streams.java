package dev.sluice.bench;

import dev.sluice.analysis.JudgeStream;
import dev.sluice.analysis.StreamArm;
import dev.sluice.analysis.StreamHeader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The streams of the judge that the simulations feed: the product's own code, not a copy. */
final class Streams {

    private Streams() {}

    /** Test C without margin. */
    static JudgeStream against(StreamArm history, int steps, double phi) {
        return new JudgeStream(header("C", 1, 0, history, phi, steps));
    }

    /** Test N. */
    static JudgeStream inFavour(StreamArm history, double lambda, double delta) {
        return new JudgeStream(header("N", lambda, delta, history, 1, 1));
    }

    /** Test H, before/after. */
    static JudgeStream beforeAfter(StreamArm history) {
        return new JudgeStream(header("H", 2, .005, history, 1, 1));
    }

    private static StreamHeader header(
            String test, double lambda, double delta, StreamArm history, double phi, int steps) {
        return new StreamHeader(
                test,
                lambda,
                delta,
                history,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                .01,
                .05,
                phi,
                steps,
                true,
                1,
                List.of(),
                Optional.empty());
    }
}
