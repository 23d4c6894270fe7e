package dev.sluice.release;

import java.time.Duration;
import java.time.Instant;

/**
 * When a release looks. Windows longer than a second begin at a second of the release's own, so that many releases don't
 * all look at the same moment; and each look comes up to a second after the window, for the same reason.
 *
 * @param window length of a look
 * @param shift of its windows against multiples of {@code window} since the epoch
 * @param delay of its looks
 */
public record LookSchedule(Duration window, Duration shift, Duration delay) {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** The same for a release on every node. */
    public static LookSchedule of(Release release) {
        Duration window = release.plan().window();
        if (window.compareTo(SECOND) <= 0) {
            return new LookSchedule(window, Duration.ZERO, Duration.ZERO);
        }
        int hash = release.id().value().hashCode();
        return new LookSchedule(
                window,
                Duration.ofSeconds(Math.floorMod(hash, window.toSeconds())),
                Duration.ofMillis(Math.floorMod(hash / 61, 1_000)));
    }

    /** The last end of a window that isn't after {@code instant}. */
    public Instant lastEnd(Instant instant) {
        long step = window.toMillis();
        long since = instant.minus(shift).toEpochMilli();
        return Instant.ofEpochMilli(Math.floorDiv(since, step) * step).plus(shift);
    }

    /** When to look next: after the next window's numbers have settled. */
    Instant next(Instant now, Duration settles) {
        Duration later = settles.plus(delay);
        return lastEnd(now.minus(later)).plus(window).plus(later);
    }
}
