package dev.sluice.metrics.prometheus;

import java.time.Instant;

/** The samples after {@code from} up to and with {@code to}, so that windows side by side share none. */
record Window(Instant from, Instant to) {

    Window {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a window ends after it begins, not " + from + " to " + to);
        }
    }
}
