package dev.sluice.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/** What the engine counts of itself. */
public final class EngineMeters {

    private final Counter ticks;
    private final Counter claims;
    private final Counter refused;
    private final Counter parked;
    private final Timer lag;
    private final Timer acted;

    public EngineMeters(MeterRegistry registry) {
        this.ticks = registry.counter("sluice.ticks");
        this.claims = registry.counter("sluice.claims");
        this.refused = registry.counter("sluice.writes.refused");
        this.parked = registry.counter("sluice.releases.parked");
        this.lag = timer(registry, "sluice.tick.lag", "From when a tick was due to when it began");
        this.acted = timer(registry, "sluice.tick.acted", "From when a tick was due to when it had acted");
    }

    private static Timer timer(MeterRegistry registry, String name, String description) {
        return Timer.builder(name)
                .description(description)
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    void ticked() {
        ticks.increment();
    }

    void claimed(int releases) {
        claims.increment(releases);
    }

    /** A write found that the release had been changed or taken over. */
    void refused() {
        refused.increment();
    }

    void parked() {
        parked.increment();
    }

    /** A tick begins. */
    void begins(Instant due, Instant now) {
        record(lag, due, now);
    }

    /** A tick has recorded and acted. */
    void acted(Instant due, Instant now) {
        record(acted, due, now);
    }

    private static void record(Timer timer, Instant due, Instant now) {
        if (due.isAfter(Instant.EPOCH)) {
            timer.record(Duration.between(due, now));
        }
    }
}
