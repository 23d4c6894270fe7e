package dev.sluice;

import dev.sluice.api.Addresses;
import dev.sluice.api.CarryOut;
import dev.sluice.engine.BoundSources;
import dev.sluice.engine.CountFeed;
import dev.sluice.engine.EmergencyAbort;
import dev.sluice.engine.Engine;
import dev.sluice.engine.EngineMeters;
import dev.sluice.engine.Ids;
import dev.sluice.engine.LastKnown;
import dev.sluice.engine.Membership;
import dev.sluice.engine.Observer;
import dev.sluice.engine.OwnRouters;
import dev.sluice.engine.ReleaseFeed;
import dev.sluice.engine.Retention;
import dev.sluice.engine.RouteFeed;
import dev.sluice.engine.journal.Journal;
import dev.sluice.engine.journal.Replay;
import dev.sluice.security.Doorkeeper;
import dev.sluice.store.Availability;
import dev.sluice.store.Database;
import dev.sluice.store.Leases;
import dev.sluice.store.Notifications;
import dev.sluice.traffic.TrafficRouter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Puts the parts together, starts them in order and stops them the other way round. */
@ApplicationScoped
public class Wiring {

    private static final Logger LOG = Logger.getLogger(Wiring.class);

    private final Parts parts;
    private final MeterRegistry registry;
    private Optional<Replay> replay = Optional.empty();

    public Wiring(DataSource source, Config config, SluiceConfig sluice, MeterRegistry registry) {
        this.registry = registry;
        this.parts = Parts.of(source, config, sluice, registry);
    }

    /** Everything that runs beside the requests. */
    private record Parts(
            Database database,
            Database guarded,
            Availability availability,
            Journal journal,
            Membership membership,
            Notifications notifications,
            OwnRouter router,
            TrafficRouter routers,
            RouteFeed routes,
            CountFeed counts,
            BoundSources sources,
            Engine engine,
            LastKnown known,
            ReleaseFeed releases,
            Retention retention) {

        static Parts of(DataSource source, Config config, SluiceConfig sluice, MeterRegistry registry) {
            Database database = new Database(source);
            Exposure.check(config.getValue("quarkus.http.host", String.class), database);
            if (sluice.ownDatabase()) {
                database.with(Leases::freeAll);
            }
            Membership membership = Membership.join(database, "node-" + Ids.ulid(Instant.now()));
            Properties access = access(config);
            String url = config.getValue("quarkus.datasource.jdbc.url", String.class);
            Availability availability = Availability.watch(url, access);
            availability.onReturn(membership::beatNow);
            Notifications notifications = notifications(url, access);
            OwnRouter router = OwnRouter.running();
            router.follow(membership::now);
            OwnRouters routers = new OwnRouters(database);
            BoundSources sources = new BoundSources(database, notifications);
            RouteFeed routes = new RouteFeed(database, membership.node(), router.router(), notifications);
            LastKnown known = new LastKnown();
            Journal journal = journal(sluice);
            Engine engine = new Engine(
                    database,
                    membership,
                    notifications,
                    new Observer(database, routers, sources),
                    release -> {
                        known.saw(release);
                        routes.followNow();
                    },
                    journal::aborts,
                    new EngineMeters(registry));
            return new Parts(
                    database,
                    database.guardedBy(availability),
                    availability,
                    journal,
                    membership,
                    notifications,
                    router,
                    routers,
                    routes,
                    new CountFeed(database, membership.node(), router.router(), membership::now),
                    sources,
                    engine,
                    known,
                    new ReleaseFeed(database, engine, known, notifications),
                    new Retention(database, membership::now, sluice.evidenceKept()));
        }

        private static Journal journal(SluiceConfig sluice) {
            Path directory = sluice.dataDirectory().orElseGet(TemporaryDirectory::create);
            try {
                return Journal.open(directory);
            } catch (UncheckedIOException unusable) {
                throw new SetupFailed(
                        "--data-dir " + directory + ": " + unusable.getCause().getMessage());
            }
        }

        private static Properties access(Config config) {
            Properties properties = new Properties();
            config.getOptionalValue("quarkus.datasource.username", String.class)
                    .ifPresent(user -> properties.setProperty("user", user));
            config.getOptionalValue("quarkus.datasource.password", String.class)
                    .ifPresent(password -> properties.setProperty("password", password));
            properties.setProperty("tcpKeepAlive", "true");
            return properties;
        }

        private static Notifications notifications(String url, Properties access) {
            Properties properties = new Properties();
            properties.putAll(access);
            properties.setProperty("ApplicationName", "sluice listens");
            return new Notifications(url, properties);
        }

        void start() {
            notifications.start();
            engine.start();
        }

        void stop() {
            engine.close();
            retention.close();
            counts.close();
            routes.close();
            releases.close();
            notifications.close();
            sources.close();
            availability.close();
            journal.close();
            membership.close();
        }
    }

    void start(@Observes StartupEvent event, CarryOut journaled) {
        parts.start();
        replay = Optional.of(
                Replay.start(parts.guarded(), parts.journal(), parts.availability(), journaled::carryOut, registry));
    }

    void stop(@Observes ShutdownEvent event) {
        LOG.debug("stopping");
        replay.ifPresent(Replay::close);
        parts.stop();
    }

    @Produces
    @Singleton
    Database database() {
        return parts.guarded();
    }

    @Produces
    @Singleton
    Availability availability() {
        return parts.availability();
    }

    @Produces
    @Singleton
    Journal journal() {
        return parts.journal();
    }

    @Produces
    @Singleton
    LastKnown lastKnown() {
        return parts.known();
    }

    @Produces
    @Singleton
    EmergencyAbort emergencyAbort() {
        return new EmergencyAbort(
                parts.router().router()::emergencyAbort,
                release -> parts.known().find(release).or(() -> parts.engine().held(release)));
    }

    @Produces
    @Singleton
    Membership membership() {
        return parts.membership();
    }

    @Produces
    @Singleton
    Notifications notifications() {
        return parts.notifications();
    }

    @Produces
    @Singleton
    TrafficRouter routers() {
        return parts.routers();
    }

    @Produces
    @Singleton
    RouteFeed routes() {
        return parts.routes();
    }

    @Produces
    @Singleton
    Engine engine() {
        return parts.engine();
    }

    @Produces
    @Dependent
    Addresses addresses(HttpServer http) {
        String name = InetAddress.getLoopbackAddress().getHostAddress();
        return new Addresses(
                URI.create("http://" + name + ":" + http.getPort()),
                URI.create("http://" + name + ":" + parts.router().port()));
    }

    @Produces
    @Singleton
    Doorkeeper doorkeeper() {
        return new Doorkeeper(parts.guarded(), System::nanoTime);
    }
}
