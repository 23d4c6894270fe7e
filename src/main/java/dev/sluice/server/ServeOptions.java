package dev.sluice.server;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code serve} is told on the command line. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs Sluice: API, router, engine and, without --database-url, its own PostgreSQL.",
        footer = {"", "Example: sluice serve --port 8080 --router-port 8081 --data-dir ./sluice-data"})
public final class ServeOptions {

    static final int ANY_PORT = 0;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Where the API listens (default: 127.0.0.1). Others need a token first.")
    String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "PORT", description = "Of the API; 0 takes a free one (default: 8080).")
    int port = 8080;

    @Option(
            names = "--router-host",
            paramLabel = "ADDRESS",
            description = "Where the router listens for users (default: 127.0.0.1).")
    String routerHost = "127.0.0.1";

    @Option(
            names = "--router-port",
            paramLabel = "PORT",
            description = "Of the router; 0 takes a free one (default: 8081).")
    int routerPort = 8081;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "Of health and metrics, on 127.0.0.1; 0 takes a free one (default: 8082).")
    int managementPort = 8082;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "For the own PostgreSQL and the router's last table (default: ~/.sluice).")
    Path dataDir = Path.of(System.getProperty("user.home"), ".sluice");

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description =
                    "JDBC URL of a PostgreSQL, jdbc:postgresql://HOST/DB; user and password by SLUICE_DATABASE_USER and"
                            + " SLUICE_DATABASE_PASSWORD. Without it Sluice starts its own.")
    Optional<String> databaseUrl = Optional.empty();

    @Option(names = "--json", description = "Prints one line of JSON once it serves, and logs as JSON.")
    boolean json;

    @Option(
            names = "--version-header",
            description = "The router tells users' answers apart: X-Sluice-Version (default: off).")
    boolean versionHeader;

    /** Whether the data directory goes when Sluice does. */
    boolean temporary;

    /** On free ports, in a directory of its own that is not kept. */
    public static ServeOptions forDemo() {
        ServeOptions options = new ServeOptions();
        options.port = ANY_PORT;
        options.routerPort = ANY_PORT;
        options.managementPort = ANY_PORT;
        options.temporary = true;
        options.dataDir = TemporaryDirectory.create();
        return options;
    }
}
