package dev.sluice.demo;

import java.time.Duration;

/**
 * How well a version of the shop serves.
 *
 * @param errorShare share of the requests that it answers with 500, 0 to 1
 * @param extraLatency how much longer it takes than a healthy version, whose requests take 8 to 25 ms mostly
 * @param slower how many times as long it takes, before the extra; 1 is healthy
 */
public record Behaviour(double errorShare, Duration extraLatency, double slower) {

    /** The version that the shop has run for months. */
    public static final Behaviour PROVEN = new Behaviour(0.003, Duration.ZERO);

    /** A version with nothing wrong. */
    public static final Behaviour GOOD = new Behaviour(0.002, Duration.ZERO);

    /** A version that somebody should have tested. */
    public static final Behaviour BAD = new Behaviour(0.05, Duration.ofMillis(150));

    public Behaviour(double errorShare, Duration extraLatency) {
        this(errorShare, extraLatency, 1);
    }

    public Behaviour {
        if (!(errorShare >= 0 && errorShare <= 1)) {
            throw new IllegalArgumentException("a share of errors is 0 to 1, not " + errorShare);
        }
        if (!(slower > 0)) {
            throw new IllegalArgumentException("a version takes more than 0 times as long, not " + slower);
        }
    }
}
