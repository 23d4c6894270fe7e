package dev.sluice;

import dev.sluice.store.own.DatabaseUnavailable;
import dev.sluice.store.own.OwnPostgres;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
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

    private static final int CONNECT_SECONDS = 5;
    private static final int STOP_SECONDS = 20;

    private final OwnRouter router;
    private final Optional<OwnPostgres> postgres;
    private final Optional<Path> temporary;
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
    static Server prepare(ServeOptions options) {
        checkPort("--port", options.host, options.port);
        checkPort("--management-port", "127.0.0.1", options.managementPort);
        Path data = options.dataDir.toAbsolutePath().normalize();
        Optional<OwnPostgres> postgres =
                options.databaseUrl.isPresent() ? Optional.empty() : Optional.of(ownPostgres(data));
        try {
            OwnRouter router = OwnRouter.start(
                    options.routerHost, options.routerPort, Optional.of(table(data)), options.versionHeader);
            Server server = new Server(router, postgres, options.temporary ? Optional.of(data) : Optional.empty());
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(server::stop));
            settings(options, postgres).forEach(System::setProperty);
            return server;
        } catch (SetupFailed failed) {
            postgres.ifPresent(OwnPostgres::stop);
            throw failed;
        }
    }

    /** The service has ended; what it stood on may end too. */
    void ended(int code, @Nullable Throwable why) {
        if (why != null) {
            System.err.println("sluice serve: can't start: " + rootMessage(why));
        }
        serviceEnded.countDown();
        System.exit(why == null ? code : root(why) instanceof SetupFailed ? Main.USAGE : 1);
    }

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
    }

    private static Map<String, String> settings(ServeOptions options, Optional<OwnPostgres> postgres) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "quarkus.http.host", options.host,
                "quarkus.http.port", String.valueOf(options.port),
                "quarkus.management.port", String.valueOf(options.managementPort),
                "quarkus.log.console.json.enabled", String.valueOf(options.json),
                "sluice.service.json", String.valueOf(options.json),
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
        String url = options.databaseUrl.orElseThrow();
        String user = environment("SLUICE_DATABASE_USER");
        String password = environment("SLUICE_DATABASE_PASSWORD");
        checkDatabase(url, user, password);
        Map<String, String> settings = new TreeMap<>(Map.of("quarkus.datasource.jdbc.url", url));
        if (!user.isEmpty()) {
            settings.put("quarkus.datasource.username", user);
            settings.put("quarkus.datasource.password", password);
        }
        return settings;
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
            return data.resolve("routes.json");
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

    private static void checkDatabase(String url, String user, String password) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new SetupFailed("--database-url must begin with jdbc:postgresql:");
        }
        DriverManager.setLoginTimeout(CONNECT_SECONDS);
        try (Connection connection =
                user.isEmpty() ? DriverManager.getConnection(url) : DriverManager.getConnection(url, user, password)) {
            if (connection.getMetaData().getDatabaseMajorVersion() < 14) {
                throw new SetupFailed("--database-url: PostgreSQL 14 or later is needed");
            }
        } catch (SQLException away) {
            throw new SetupFailed("--database-url: the database doesn't answer: " + away.getMessage());
        }
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
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
