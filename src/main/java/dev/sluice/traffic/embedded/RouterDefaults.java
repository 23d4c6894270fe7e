package dev.sluice.traffic.embedded;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The documented defaults of {@link RouterConfig}, for where no container supplies them. */
public final class RouterDefaults {

    private RouterDefaults() {}

    /**
     * The defaults with some settings changed.
     *
     * @param changes by name without the prefix, {@code upstream.response-timeout} to {@code PT1S}
     */
    public static RouterConfig with(Map<String, String> changes) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().withMapping(RouterConfig.class);
        changes.forEach((name, value) -> builder.withDefaultValue("sluice.router." + name, value));
        return builder.build().getConfigMapping(RouterConfig.class);
    }
}
