package dev.sluice;

import dev.sluice.api.Addresses;
import dev.sluice.engine.BoundSources;
import dev.sluice.engine.CountFeed;
import dev.sluice.engine.Engine;
import dev.sluice.engine.EngineMeters;
import dev.sluice.engine.Ids;
import dev.sluice.engine.Membership;
import dev.sluice.engine.Observer;
import dev.sluice.engine.OwnRouters;
import dev.sluice.engine.Retention;
import dev.sluice.engine.RouteFeed;
import dev.sluice.security.Doorkeeper;
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
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Properties;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Puts the parts together, starts them in order and stops them the other way round. */
@ApplicationScoped
public class Wiring {

    private static final Logger LOG = Logger.getLogger(Wiring.class);

    private final Parts parts;

    public Wiring(DataSource source, Config config, SluiceConfig sluice, MeterRegistry registry) {
        this.parts = Parts.of(source, config, sluice, registry);
    }

    /** Everything that runs beside the requests. */
    private record Parts(
            Database database,
            Membership membership,
            Notifications notifications,
            OwnRouter router,
            TrafficRouter routers,
            RouteFeed routes,
            CountFeed counts,
            BoundSources sources,
            Engine engine,
            Retention retention) {

        static Parts of(DataSource source, Config config, SluiceConfig sluice, MeterRegistry registry) {
            Database database = new Database(source);
            Exposure.check(config.getValue("quarkus.http.host", String.class), database);
            if (sluice.ownDatabase()) {
                database.with(Leases::freeAll);
            }
            Membership membership = Membership.join(database, "node-" + Ids.ulid(Instant.now()));
            Notifications notifications = notifications(config);
            OwnRouter router = OwnRouter.running();
            router.follow(membership::now);
            OwnRouters routers = new OwnRouters(database);
            BoundSources sources = new BoundSources(database);
            RouteFeed routes = new RouteFeed(database, membership.node(), router.router(), notifications);
            return new Parts(
                    database,
                    membership,
                    notifications,
                    router,
                    routers,
                    routes,
                    new CountFeed(database, membership.node(), router.router(), membership::now),
                    sources,
                    new Engine(
                            database,
                            membership,
                            notifications,
                            new Observer(database, routers, sources),
                            _ -> routes.followNow(),
                            new EngineMeters(registry)),
                    new Retention(database, membership::now, sluice.evidenceKept()));
        }

        private static Notifications notifications(Config config) {
            Properties properties = new Properties();
            config.getOptionalValue("quarkus.datasource.username", String.class)
                    .ifPresent(user -> properties.setProperty("user", user));
            config.getOptionalValue("quarkus.datasource.password", String.class)
                    .ifPresent(password -> properties.setProperty("password", password));
            properties.setProperty("tcpKeepAlive", "true");
            properties.setProperty("ApplicationName", "sluice listens");
            return new Notifications(config.getValue("quarkus.datasource.jdbc.url", String.class), properties);
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
            notifications.close();
            sources.close();
            membership.close();
        }
    }

    void start(@Observes StartupEvent event) {
        parts.start();
    }

    void stop(@Observes ShutdownEvent event) {
        LOG.debug("stopping");
        parts.stop();
    }

    @Produces
    @Singleton
    Database database() {
        return parts.database();
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
        return new Doorkeeper(parts.database(), System::nanoTime);
    }
}
