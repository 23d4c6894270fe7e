package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServeSettingsTest {

    private static final String PORT = "sluice.test.serve-settings.port";
    private static final String PASSWORD = "sluice.test.serve-settings.password";

    @AfterEach
    void forget() {
        System.clearProperty(PORT);
        ServeSettings.decide(Map.of());
    }

    private static SmallRyeConfig config() {
        return new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDiscoveredSources()
                .build();
    }

    @Test
    void what_serve_decides_is_found_by_the_configuration_and_not_among_the_system_properties() {
        ServeSettings.decide(Map.of(PASSWORD, "secret"));

        assertThat(config().getValue(PASSWORD, String.class)).isEqualTo("secret");
        assertThat(System.getProperties()).doesNotContainKey(PASSWORD).doesNotContainValue("secret");
    }

    @Test
    void the_command_line_goes_before_a_system_property() {
        System.setProperty(PORT, "1");

        ServeSettings.decide(Map.of(PORT, "2"));

        assertThat(config().getValue(PORT, Integer.class)).isEqualTo(2);
    }

    @Test
    void what_serve_leaves_open_is_taken_from_elsewhere() {
        System.setProperty(PORT, "1");

        assertThat(config().getValue(PORT, Integer.class)).isEqualTo(1);
    }
}
