package dev.sluice.metrics.prometheus;

import dev.sluice.analysis.Sample;
import java.io.Serial;

/** There is no number, and why. Leaves this package as the {@link Sample} that it carries, never as an exception. */
final class Unanswered extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Sample sample;

    private Unanswered(String reason, Sample sample) {
        super(reason);
        this.sample = sample;
    }

    static Unanswered failed(String reason) {
        return new Unanswered(reason, new Sample.Failed(reason));
    }

    static Unanswered missing(String reason) {
        return new Unanswered(reason, new Sample.Missing(reason));
    }

    Sample sample() {
        return sample;
    }
}
