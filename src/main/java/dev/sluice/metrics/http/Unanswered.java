package dev.sluice.metrics.http;

import dev.sluice.analysis.Sample;
import java.io.Serial;

/** There is no number, and why. A source answers with the {@link Sample} that it carries, never with the exception. */
public final class Unanswered extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Sample sample;

    private Unanswered(String reason, Sample sample) {
        super(reason);
        this.sample = sample;
    }

    public static Unanswered failed(String reason) {
        return new Unanswered(reason, new Sample.Failed(reason));
    }

    public static Unanswered missing(String reason) {
        return new Unanswered(reason, new Sample.Missing(reason));
    }

    public Sample sample() {
        return sample;
    }
}
