package dev.sluice.server;

import dev.sluice.traffic.OwnPorts;
import dev.sluice.traffic.embedded.EmbeddedRouter;
import dev.sluice.traffic.embedded.RouterConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * This process's own router. It is there before the database and stays after it, on event loops of its own, so that
 * users are served while everything else starts, waits or stops.
 */
public final class OwnRouter implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(3);
    private static volatile Optional<OwnRouter> running = Optional.empty();

    private final Vertx vertx;
    private final EmbeddedRouter router;
    private final SharedClock clock;
    private final int port;

    private OwnRouter(Vertx vertx, EmbeddedRouter router, SharedClock clock, int port) {
        this.vertx = vertx;
        this.router = router;
        this.clock = clock;
        this.port = port;
    }

    /**
     * Starts it once for this process.
     *
     * @param port 0 for a free one
     * @param tableFile where the last table is kept
     * @param versionHeader whether answers say which version made them
     */
    public static OwnRouter start(String host, int port, Optional<Path> tableFile, boolean versionHeader) {
        Vertx vertx = Vertx.vertx();
        SharedClock clock = new SharedClock();
        EmbeddedRouter router = new EmbeddedRouter(vertx, config(tableFile, versionHeader), clock);
        try {
            OwnRouter own = new OwnRouter(vertx, router, clock, router.start(port, host));
            running = Optional.of(own);
            OwnPorts.listens("the router", own::port);
            return own;
        } catch (IllegalStateException taken) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
            throw new SetupFailed("--router-port " + port + ": the router can't listen on " + host + ":" + port
                    + "; is the port in use? Take another one, or 0 for a free one.");
        }
    }

    /** The settings {@code sluice.router.*} of environment and system properties, over what the command line says. */
    private static RouterConfig config(Optional<Path> tableFile, boolean versionHeader) {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder().addDefaultSources().withMapping(RouterConfig.class);
        tableFile.ifPresent(file -> builder.withDefaultValue("sluice.router.table-file", file.toString()));
        builder.withDefaultValue("sluice.router.version-header", String.valueOf(versionHeader));
        return builder.build().getConfigMapping(RouterConfig.class);
    }

    /** The one that runs, started on a free port where none was. */
    static OwnRouter running() {
        return running.orElseGet(() -> start("127.0.0.1", ServeOptions.ANY_PORT, Optional.empty(), false));
    }

    public EmbeddedRouter router() {
        return router;
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** From now on windows are cut by this clock, the same for all routers. */
    void follow(Supplier<Instant> now) {
        clock.now = now;
    }

    @Override
    public void close() {
        clock.now = Instant::now;
        router.stop(GRACE);
        vertx.close().toCompletionStage().toCompletableFuture().join();
        running = Optional.empty();
    }

    /** This machine's clock until the database's is known. */
    private static final class SharedClock extends Clock {
        private volatile Supplier<Instant> now = Instant::now;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
