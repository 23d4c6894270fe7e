package dev.sluice.server;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What the service runs with beside the settings of its libraries; {@code serve} sets most of it. */
@ConfigMapping(prefix = "sluice.service")
public interface SluiceConfig {

    /** Whether one line of JSON is printed once it serves. */
    @WithDefault("false")
    boolean json();

    /** Whether this process has the database for itself, so that whoever held something before is dead. */
    @WithDefault("false")
    boolean ownDatabase();

    /** Where the journal of requests is kept that come while the database is away; a temporary place where it is left out. */
    Optional<Path> dataDirectory();

    /** How long what gates said is kept. */
    @WithDefault("P30D")
    Duration evidenceKept();

    /** How long the events of a release are kept after its end; the release itself stays. */
    @WithDefault("P365D")
    Duration eventsKept();
}
