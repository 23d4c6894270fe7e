package dev.sluice.store.own;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something of the operating system that tells nobody when it happens. */
final class Waiting {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private Waiting() {}

    /** Returns whether the condition came true within the limit. */
    static boolean until(Duration limit, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                return false;
            }
            pause(BETWEEN_LOOKS);
        }
        return true;
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            throw DatabaseUnavailable.interrupted(e);
        }
    }
}
