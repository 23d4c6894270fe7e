package dev.sluice.server;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * What {@code serve} decides for the service: by its command line, and by the database that it has started. It goes
 * before all other sources of configuration.
 *
 * <p>Kept here and not among the system properties, because a password is in it, and everything that looks at a process
 * shows those.
 */
public final class ServeSettings implements ConfigSource {

    /** System properties have 400. */
    private static final int ORDINAL = 450;

    /** Static, because the configuration makes its sources itself (see {@code META-INF/services}). */
    private static volatile Map<String, String> decided = Map.of();

    /** The configuration is read after this; empty in a process that doesn't serve by its own command line. */
    static void decide(Map<String, String> settings) {
        decided = Map.copyOf(settings);
    }

    @Override
    public Set<String> getPropertyNames() {
        return decided.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        return decided.get(name);
    }

    @Override
    public String getName() {
        return "serve";
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }
}
