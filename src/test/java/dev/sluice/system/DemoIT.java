package dev.sluice.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The demo")
class DemoIT {

    @Test
    void shows_a_good_version_arrive_and_a_bad_one_taken_out() throws Exception {
        Process demo = RunningSluice.launch(Map.of(), "demo", "--once", "--json");
        List<String> lines = demo.inputReader().lines().toList();

        JsonNode summary = new ObjectMapper().readTree(lines.getLast());

        assertThat(summary.at("/good/phase").asText()).isEqualTo("SUCCEEDED");
        assertThat(summary.at("/bad/phase").asText()).isEqualTo("ROLLED_BACK");
        assertThat(summary.path("requestsDroppedByRouter").asInt()).isZero();
        assertThat(summary.at("/bad/candidateRequests").asInt()).isPositive();
        assertThat(demo.waitFor()).isZero();
    }
}
