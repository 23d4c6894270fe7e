package dev.sluice.traffic.embedded;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the embedded router runs with. Durations are ISO-8601 ({@code PT2S}), sizes are bytes. */
@ConfigMapping(prefix = "sluice.router")
public interface RouterConfig {

    /** Whether answers say which version made them, {@code X-Sluice-Version}. */
    @WithDefault("false")
    boolean versionHeader();

    /** Networks ({@code 10.0.0.0/8}) whose {@code X-Forwarded-*} headers are believed; nobody's, unless listed. */
    Optional<List<String>> trustedProxies();

    /** Where the last table is kept, so that a restarted router serves before the database is up; nowhere, if empty. */
    Optional<Path> tableFile();

    /** Event loops that serve; each has its own connections to the instances. */
    @WithDefault("2")
    int eventLoops();

    Limits limits();

    Upstream upstream();

    Health health();

    /** What a client may ask of the router. */
    interface Limits {
        @WithDefault("8192")
        int maxUriBytes();

        /** All headers of a request together. */
        @WithDefault("16384")
        int maxHeaderBytes();

        /** Open client connections; further ones are closed at once. */
        @WithDefault("10000")
        int maxConnections();

        /** A client connection on which nothing moves in either direction for so long is closed, a silent WebSocket too. */
        @WithDefault("PT75S")
        Duration clientIdle();
    }

    /** How instances are called. */
    interface Upstream {
        @WithDefault("PT2S")
        Duration connectTimeout();

        /** From the last byte of the request to the head of the answer. */
        @WithDefault("PT30S")
        Duration responseTimeout();

        /** A connection to an instance on which nothing moves for so long in the middle of an answer is closed. */
        @WithDefault("PT5M")
        Duration idle();

        /** Unused connections are kept this long: less than the 5 s after which common servers close them. */
        @WithDefault("PT4S")
        Duration keepAlive();

        /** Connections to one instance from one event loop. */
        @WithDefault("256")
        int maxConnections();

        /** Instances of one version that are tried when connections fail, before stable is. */
        @WithDefault("3")
        int tries();
    }

    /** When an instance counts as able to serve. */
    interface Health {
        @WithDefault("PT1S")
        Duration interval();

        @WithDefault("PT1S")
        Duration timeout();

        /** Asked by GET, any answer below 400 is healthy; without it a TCP connection is enough. */
        Optional<String> path();

        /** Checks in a row that must fail. */
        @WithDefault("2")
        int failures();

        /** Requests in a row whose connection fails or breaks before an instance is left alone for a while. */
        @WithDefault("5")
        int ejectAfter();

        /** How long at first; twice as long each further time. */
        @WithDefault("PT5S")
        Duration ejection();

        @WithDefault("PT1M")
        Duration maxEjection();
    }
}
