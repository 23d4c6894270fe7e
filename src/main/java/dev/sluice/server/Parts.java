package dev.sluice.server;

import dev.sluice.engine.BoundRouters;
import dev.sluice.engine.BoundSources;
import dev.sluice.engine.EmergencyAbort;
import dev.sluice.engine.Engine;
import dev.sluice.engine.EngineMeters;
import dev.sluice.engine.Ids;
import dev.sluice.engine.LastKnown;
import dev.sluice.engine.Membership;
import dev.sluice.engine.Observer;
import dev.sluice.engine.ReleaseFeed;
import dev.sluice.engine.Retention;
import dev.sluice.engine.RouteWriter;
import dev.sluice.engine.journal.Journal;
import dev.sluice.metrics.embedded.EmbeddedSource;
import dev.sluice.store.Availability;
import dev.sluice.store.Database;
import dev.sluice.store.Leases;
import dev.sluice.store.Notifications;
import dev.sluice.traffic.embedded.EmbeddedType;
import dev.sluice.traffic.embedded.cluster.CountFeed;
import dev.sluice.traffic.embedded.cluster.EmbeddedRouters;
import dev.sluice.traffic.embedded.cluster.RouteFeed;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;

/**
 * Everything that runs beside the requests, put together without a framework.
 *
 * @param guarded the database for those who wait for an answer
 */
public record Parts(
        Database database,
        Database guarded,
        Availability availability,
        Journal journal,
        Membership membership,
        Notifications notifications,
        OwnRouter router,
        BoundRouters routers,
        RouteFeed routes,
        RouteWriter writer,
        CountFeed counts,
        BoundSources sources,
        Engine engine,
        LastKnown known,
        ReleaseFeed releases,
        Retention retention) {

    /**
     * What they stand on.
     *
     * @param source of pooled connections
     * @param url where the same database is, for connections beside the pool, with {@code access}
     * @param ownDatabase whether this process has the database for itself, so that whoever held something before is dead
     * @param directory of the journal
     * @param kept how long what is over is kept
     */
    public record Setup(
            DataSource source,
            String url,
            Properties access,
            boolean ownDatabase,
            Path directory,
            Retention.Periods kept) {}

    /** Joins those who share the database; nothing moves before {@link #start}. */
    public static Parts of(Setup setup, OwnRouter router, MeterRegistry registry) {
        Database database = new Database(setup.source());
        if (setup.ownDatabase()) {
            database.with(Leases::freeAll);
        }
        Membership membership = Membership.join(database, "node-" + Ids.ulid(Instant.now()));
        Availability availability = Availability.watch(setup.url(), setup.access());
        Database guarded = database.guardedBy(availability);
        availability.onReturn(membership::beatNow);
        Notifications notifications = notifications(setup);
        router.follow(membership::now);
        BoundSources sources = new BoundSources(database, notifications, new EmbeddedSource(database));
        RouteFeed routes = new RouteFeed(database, membership.node(), router.router(), notifications);
        BoundRouters routers = new BoundRouters(
                database,
                notifications,
                Map.of(EmbeddedType.NAME, new EmbeddedRouters(database, router.router(), routes::followNow)));
        LastKnown known = new LastKnown();
        RouteWriter writer = new RouteWriter(database, routers, membership.node(), notifications);
        Journal journal = journal(setup.directory());
        Engine engine = new Engine(
                database,
                membership,
                notifications,
                new Observer(database, routers, sources),
                release -> {
                    known.saw(release);
                    writer.act(release);
                },
                journal::aborts,
                new EngineMeters(registry, guarded));
        return new Parts(
                database,
                guarded,
                availability,
                journal,
                membership,
                notifications,
                router,
                routers,
                routes,
                writer,
                new CountFeed(database, membership.node(), router.router(), membership::now),
                sources,
                engine,
                known,
                new ReleaseFeed(database, engine, known, notifications),
                new Retention(database, membership::now, setup.kept()));
    }

    private static Journal journal(Path directory) {
        try {
            return Journal.open(directory);
        } catch (UncheckedIOException unusable) {
            throw new SetupFailed("--data-dir " + directory + ": " + unusable.getMessage());
        }
    }

    private static Notifications notifications(Setup setup) {
        Properties properties = new Properties();
        properties.putAll(setup.access());
        properties.setProperty("ApplicationName", "sluice listens");
        return new Notifications(setup.url(), properties);
    }

    /** From now on releases move. */
    public void start() {
        notifications.start();
        engine.start();
    }

    /** Ends in order, and leaves what this process held to others. */
    public void stop() {
        engine.close();
        retention.close();
        counts.close();
        writer.close();
        routes.close();
        releases.close();
        notifications.close();
        sources.close();
        routers.close();
        availability.close();
        journal.close();
        membership.close();
    }

    /** The abort that asks nobody, on the routers that this process reaches. */
    public EmergencyAbort emergencyAbort() {
        return new EmergencyAbort(
                routers::emergencyAbort, release -> known.find(release).or(() -> engine.held(release)));
    }
}
