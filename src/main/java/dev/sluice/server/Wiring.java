package dev.sluice.server;

import dev.sluice.api.Addresses;
import dev.sluice.api.CarryOut;
import dev.sluice.engine.EmergencyAbort;
import dev.sluice.engine.Engine;
import dev.sluice.engine.LastKnown;
import dev.sluice.engine.Membership;
import dev.sluice.engine.Retention;
import dev.sluice.engine.Sources;
import dev.sluice.engine.journal.Journal;
import dev.sluice.engine.journal.Replay;
import dev.sluice.security.TokenAuthenticator;
import dev.sluice.store.Availability;
import dev.sluice.store.Database;
import dev.sluice.store.Notifications;
import dev.sluice.traffic.OwnPorts;
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
        Exposure.check(config.getValue("quarkus.http.host", String.class), new Database(source));
        this.parts = Parts.of(setup(source, config, sluice), OwnRouter.running(), registry);
    }

    private static Parts.Setup setup(DataSource source, Config config, SluiceConfig sluice) {
        return new Parts.Setup(
                source,
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                access(config),
                sluice.ownDatabase(),
                sluice.dataDirectory().orElseGet(TemporaryDirectory::create),
                new Retention.Periods(sluice.evidenceKept(), sluice.eventsKept()));
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

    void start(@Observes StartupEvent event, CarryOut journaled, HttpServer http) {
        OwnPorts.listens("the API", http::getPort);
        OwnPorts.listens("the management port", http::getManagementPort);
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
        return parts.emergencyAbort();
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
    Sources sources() {
        return parts.sources();
    }

    @Produces
    @Singleton
    Engine engine() {
        return parts.engine();
    }

    @Produces
    @Singleton
    OwnRouter ownRouter() {
        return parts.router();
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
    TokenAuthenticator authenticator() {
        return new TokenAuthenticator(parts.guarded(), System::nanoTime);
    }
}
