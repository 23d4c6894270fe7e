package dev.sluice.server;

import dev.sluice.fault.Faults;
import dev.sluice.http.StrictConnections;
import dev.sluice.store.own.DatabaseUnavailable;
import dev.sluice.store.own.OwnPostgres;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What stands around the service: the router, which is first up and last down, and the own PostgreSQL. Stopped in the
 * opposite order by one hook, after the service has ended.
 */
public final class Server {

    private static final String TABLE = "routes.json";
    private static final int STOP_SECONDS = 20;

    /** What a process ends with that was told something it can't use. */
    public static final int USAGE = 2;

    /** What the service ends with after SIGTERM. */
    private static final int TERMINATED = 143;

    private final OwnRouter router;
    private final Optional<OwnPostgres> postgres;
    private final Optional<Path> temporary;
    private volatile int exit;
    private final CountDownLatch serviceEnded = new CountDownLatch(1);

    private Server(OwnRouter router, Optional<OwnPostgres> postgres, Optional<Path> temporary) {
        this.router = router;
        this.postgres = postgres;
        this.temporary = temporary;
    }

    /**
     * Starts router and database and leaves the settings for the service where it finds them.
     *
     * @throws SetupFailed naming the setting that is wrong
     */
    public static Server prepare(ServeOptions options) {
        StrictConnections.enable();
        Optional.ofNullable(System.getenv(Faults.VARIABLE)).ifPresent(Server::provoke);
        checkPort("--port", options.host, options.port);
        checkPort("--management-port", "127.0.0.1", options.managementPort);
        Path data = options.dataDir.toAbsolutePath().normalize();
        options.databaseUrl.ifPresent(url -> {
            if (!Files.exists(data.resolve(TABLE))) {
                GivenDatabase.check(url);
            }
        });
        Optional<OwnPostgres> postgres =
                options.databaseUrl.isPresent() ? Optional.empty() : Optional.of(ownPostgres(data));
        try {
            OwnRouter router = OwnRouter.start(
                    options.routerHost, options.routerPort, Optional.of(table(data)), options.versionHeader);
            options.databaseUrl.ifPresent(GivenDatabase::await);
            Server server = new Server(router, postgres, options.temporary ? Optional.of(data) : Optional.empty());
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(server::stop));
            ServeSettings.decide(settings(options, postgres));
            postgres.ifPresent(OwnPostgres::keepRunning);
            return server;
        } catch (SetupFailed failed) {
            postgres.ifPresent(OwnPostgres::stop);
            throw failed;
        }
    }

    private static void provoke(String fault) {
        try {
            Faults.want(fault);
        } catch (IllegalArgumentException wrong) {
            throw new SetupFailed(Faults.VARIABLE + ": " + wrong.getMessage());
        }
    }

    /** The service has ended; what it stood on may end too. */
    public void ended(int code, @Nullable Throwable why) {
        if (why != null) {
            System.err.println("sluice serve: can't start: " + rootMessage(why));
        }
        boolean told = why == null && (code == 0 || code == TERMINATED);
        exit = told ? 0 : why == null ? code : root(why) instanceof SetupFailed ? USAGE : 1;
        serviceEnded.countDown();
        System.exit(exit);
    }

    /** Halts at the end, because a JVM that was told to end by a signal would not say 0 for a clean end. */
    private void stop() {
        try {
            if (!serviceEnded.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("sluice: the service did not end in " + STOP_SECONDS + " s; stopping anyway");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        router.close();
        postgres.ifPresent(OwnPostgres::stop);
        temporary.ifPresent(TemporaryDirectory::delete);
        Runtime.getRuntime().halt(exit);
    }

    private static Map<String, String> settings(ServeOptions options, Optional<OwnPostgres> postgres) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "quarkus.http.host", options.host,
                "quarkus.http.port", String.valueOf(options.port),
                "quarkus.management.port", String.valueOf(options.managementPort),
                "quarkus.log.console.json.enabled", String.valueOf(options.json),
                "sluice.service.json", String.valueOf(options.json),
                "sluice.service.data-directory",
                        options.dataDir.toAbsolutePath().normalize().toString(),
                "sluice.service.own-database", String.valueOf(postgres.isPresent()),
                "quarkus.log.console.stderr", "true"));
        settings.putAll(database(options, postgres));
        return settings;
    }

    private static Map<String, String> database(ServeOptions options, Optional<OwnPostgres> postgres) {
        if (postgres.isPresent()) {
            return Map.of(
                    "quarkus.datasource.jdbc.url", postgres.get().jdbcUrl(),
                    "quarkus.datasource.username", postgres.get().username(),
                    "quarkus.datasource.password", postgres.get().password());
        }
        return GivenDatabase.settings(options.databaseUrl.orElseThrow());
    }

    private static OwnPostgres ownPostgres(Path data) {
        try {
            return OwnPostgres.start(data);
        } catch (DatabaseUnavailable unavailable) {
            throw new SetupFailed(unavailable.getMessage() == null ? "" : unavailable.getMessage());
        }
    }

    private static Path table(Path data) {
        try {
            Files.createDirectories(data);
            return data.resolve(TABLE);
        } catch (IOException e) {
            throw new SetupFailed("--data-dir " + data + " can't be written: " + e.getMessage());
        }
    }

    private static void checkPort(String setting, String host, int port) {
        if (port < 0 || port > 65_535) {
            throw new SetupFailed(setting + " " + port + ": a port is 0 to 65535");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException taken) {
            throw new SetupFailed(setting + " " + port + ": can't listen on " + host + ":" + port
                    + "; is the port in use? Take another one, or 0 for a free one.");
        }
    }

    private static Throwable root(Throwable why) {
        Throwable root = why;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String rootMessage(Throwable why) {
        Throwable root = root(why);
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
