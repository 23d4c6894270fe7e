package dev.sluice.engine;

import dev.sluice.release.Release;
import dev.sluice.release.TargetState;
import dev.sluice.store.Database;
import dev.sluice.store.Leases;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/** What the engine counts of itself. */
public final class EngineMeters {

    private final Counter ticks;
    private final Counter claims;
    private final Counter takeovers;
    private final Counter corrections;
    private final Counter refused;
    private final Counter parked;
    private final Timer lag;
    private final Timer acted;

    /**
     * Meters of an engine.
     *
     * @param database asked for what all processes together have parked, when somebody reads it
     */
    public EngineMeters(MeterRegistry registry, Database database) {
        this.ticks = registry.counter("sluice.ticks");
        this.claims = registry.counter("sluice.claims");
        this.refused = registry.counter("sluice.writes.refused");
        this.takeovers = registry.counter("sluice.takeovers");
        this.corrections = registry.counter("sluice.drift.corrections");
        this.parked = registry.counter("sluice.parkings");
        Gauge.builder("sluice.releases.parked", database, asked -> asked.read(Leases::parkedNow))
                .description("Releases that are parked now, by whichever process")
                .register(registry);
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

    /**
     * Releases were taken.
     *
     * @param fromDead how many of them a process held that is dead
     */
    void claimed(int releases, long fromDead) {
        claims.increment(releases);
        takeovers.increment((double) fromDead);
    }

    /** A turn is recorded. */
    void moved(Release before, Release after) {
        for (TargetState target : after.targets()) {
            boolean corrected =
                    target.corrections() > before.target(target.id()).corrections();
            corrections.increment(corrected ? 1 : 0);
        }
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
