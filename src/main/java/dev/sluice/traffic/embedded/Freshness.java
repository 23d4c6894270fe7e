package dev.sluice.traffic.embedded;

import java.time.Duration;
import java.time.Instant;

/**
 * How old a router's table is.
 *
 * @param asOf when a controller last wrote to this router, or last had when the table was saved
 * @param isFromDisk no controller has written since the router started
 */
public record Freshness(Instant asOf, boolean isFromDisk) {

    public Duration age(Instant now) {
        return Duration.between(asOf, now);
    }
}
