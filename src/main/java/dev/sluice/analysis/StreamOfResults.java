package dev.sluice.analysis;

import dev.sluice.analysis.JudgeStream.Says;
import java.util.Optional;

/** Test T in a stream. */
record StreamOfResults(Gate.Test.Condition condition, Counters counters) implements StreamTest {

    static StreamOfResults begin(StreamHeader header) {
        Gate.Test.Condition condition = header.condition()
                .filter(it -> it.success().isPresent() || it.failure().isPresent())
                .orElseThrow(() -> new IllegalArgumentException("success or failure is needed for test T"));
        condition.success().ifPresent(it -> check("success", it));
        condition.failure().ifPresent(it -> check("failure", it));
        return new StreamOfResults(condition, Counters.NONE);
    }

    private static void check(String field, String source) {
        try {
            Expression.of(source);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field + " " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<String> unusable(StreamWindow window) {
        return Double.isFinite(window.value().orElse(Double.NaN))
                ? Optional.empty()
                : Optional.of("result: is missing or no number");
    }

    @Override
    public StreamOfResults observe(StreamWindow window, int part) {
        boolean running = counters.phase() == Counters.Phase.RUNNING;
        double result = window.value().orElse(0);
        return running ? new StreamOfResults(condition, counters.measure(condition, result)) : this;
    }

    @Override
    public double logE() {
        return 0;
    }

    @Override
    public Optional<Says> says() {
        return switch (counters.phase()) {
            case FAILED -> Optional.of(Says.FAIL);
            case SUCCESSFUL -> Optional.of(Says.PASS);
            case RUNNING, INCONCLUSIVE -> Optional.empty();
        };
    }
}
