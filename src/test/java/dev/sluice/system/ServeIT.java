package dev.sluice.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.tools.attach.VirtualMachine;
import dev.sluice.demo.Shop;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("serve")
class ServeIT {

    @TempDir
    Path data;

    @Test
    void killed_in_the_middle_of_a_release_goes_on_with_it_when_started_again() {
        try (TriedShop tried = new TriedShop()) {
            Shop old = tried.open("1.0", TriedShop.GOOD);
            Shop candidate = tried.open("1.1", TriedShop.GOOD);
            String release;
            try (RunningSluice sluice = RunningSluice.serve(data)) {
                tried.describe(sluice, TriedShop.quick(), Map.of("type", "embedded"));
                TriedShop.ended(sluice, tried.release(sluice, old));
                tried.shopAt(sluice.router());
                release = tried.release(sluice, candidate);
                TriedShop.awaitWeight(sluice, release, 20);
                sluice.kill();
            }
            try (RunningSluice again = RunningSluice.serve(data)) {
                tried.shopAt(again.router());

                JsonNode ended = TriedShop.ended(again, release);

                assertThat(ended.path("phase").asText()).isEqualTo("SUCCEEDED");
                assertThat(weights(again, release)).containsExactly(20.0, 50.0, 100.0);
                assertThat(again.stop()).isZero();
            }
        }
    }

    /** The weights that the release walked through, in order and each once. */
    private static List<Double> weights(RunningSluice sluice, String release) {
        List<Double> weights = new ArrayList<>();
        for (JsonNode event :
                sluice.get("/v1/releases/" + release + "/events?limit=500").path("items")) {
            if (event.path("type").asText().matches("target.(step|promoting)")) {
                weights.add(event.path("weight").asDouble());
            }
        }
        return weights;
    }

    @Test
    void keeps_the_password_of_its_database_out_of_the_system_properties() throws Exception {
        try (RunningSluice sluice = RunningSluice.serve(data)) {
            String password =
                    Files.readString(data.resolve("postgres.password")).strip();
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(sluice.pid()));
            try {
                assertThat(machine.getSystemProperties())
                        .isNotEmpty()
                        .doesNotContainValue(password)
                        .doesNotContainKeys("quarkus.datasource.password", "quarkus.datasource.jdbc.url");
            } finally {
                machine.detach();
            }
        }
    }

    @Test
    void on_a_data_directory_that_is_in_use_says_who_uses_it() throws Exception {
        try (RunningSluice first = RunningSluice.serve(data)) {
            RunningSluice.Ended second = RunningSluice.mustEnd(
                    Map.of(), "serve", "--port", "0", "--router-port", "0", "--data-dir", data.toString());

            assertThat(second.code()).isEqualTo(2);
            assertThat(second.says()).contains(data.toString()).contains(String.valueOf(first.pid()));
        }
    }

    @Test
    void names_the_setting_that_is_wrong_and_ends_with_2() throws Exception {
        Path file = Files.writeString(data.resolve("file"), "in the way");
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = String.valueOf(taken.getLocalPort());

            assertRefused("--port", "--port", port);
            assertRefused("--router-port", "--port", "0", "--router-port", port);
        }
        assertRefused(
                "--data-dir", "--port", "0", "--data-dir", file.resolve("sub").toString());
        assertRefused("--database-url", "--port", "0", "--database-url", "jdbc:postgresql://127.0.0.1:1/none");
        assertRefused("token", "--port", "0", "--host", "0.0.0.0");
        assertRefused("--nonsense", "--nonsense");
    }

    private void assertRefused(String named, String... args) throws Exception {
        List<String> all = new ArrayList<>(List.of("serve", "--management-port", "0"));
        all.addAll(List.of(args));
        if (!all.contains("--data-dir")) {
            all.addAll(List.of("--data-dir", data.resolve("fine").toString()));
        }
        if (!all.contains("--router-port")) {
            all.addAll(List.of("--router-port", "0"));
        }
        RunningSluice.Ended ended = RunningSluice.mustEnd(Map.of(), all.toArray(String[]::new));

        assertThat(ended.says()).contains(named).doesNotContain("\tat ");
        assertThat(ended.code()).as(ended.says()).isEqualTo(2);
    }
}
