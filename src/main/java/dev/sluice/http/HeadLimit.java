package dev.sluice.http;

import io.quarkus.runtime.configuration.MemorySize;
import org.eclipse.microprofile.config.ConfigProvider;

/** How large the head of a request may be at a server whose decoder is replaced: what Quarkus is told, also by environment. */
final class HeadLimit {

    private static final String SETTING = "quarkus.http.limits.max-header-size";

    /** Read when the first connection comes, because the servers are configured later than this class is known. */
    private static final int BYTES = Math.toIntExact(
            ConfigProvider.getConfig().getValue(SETTING, MemorySize.class).asLongValue());

    private HeadLimit() {}

    /** In bytes. */
    static int bytes() {
        return BYTES;
    }
}
