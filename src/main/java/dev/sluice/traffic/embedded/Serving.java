package dev.sluice.traffic.embedded;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** What all requests share. */
record Serving(
        Routing routing,
        RouterConfig config,
        TrustedProxies trusted,
        Clock clock,
        AtomicInteger connections,
        AtomicInteger inFlight,
        AtomicReference<Intake> intake) {

    /** Whether new work is taken. */
    enum Intake {
        OPEN,
        /** What has begun may end; new connections are closed. */
        CLOSING
    }

    static Serving of(Routing routing, RouterConfig config, Clock clock) {
        return new Serving(
                routing,
                config,
                new TrustedProxies(config.trustedProxies().orElse(List.of())),
                clock,
                new AtomicInteger(),
                new AtomicInteger(),
                new AtomicReference<>(Intake.OPEN));
    }

    boolean isClosing() {
        return intake.get() == Intake.CLOSING;
    }
}
