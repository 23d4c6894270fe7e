package dev.sluice.metrics.http;

import java.io.IOException;
import java.io.Serial;

/** The endpoint itself is in trouble, whatever it was asked: worth one more try, and counted by the circuit breaker. */
final class Unavailable extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String reason;

    Unavailable(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
