package dev.sluice.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the demo shows to people: whole sentences on 80 columns. */
class TerminalTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(new PrintStream(shown, true, StandardCharsets.UTF_8), false);

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_long_sentence_goes_on_below_where_it_began_and_nothing_of_it_is_cut() {
        String sentence = "gate latency failed: latency over 75 ms 100 % vs 3.4 %, at least 11 times as many with 99 %"
                + " confidence; 29 and 475 requests";
        JsonNode event = new ObjectMapper()
                .createObjectNode()
                .put("type", "target.returning")
                .put("weight", 0)
                .put("sentence", sentence);

        terminal.event(event);

        assertThat(shown().lines())
                .hasSizeGreaterThan(1)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        String joined = shown().replaceAll("\\s+", " ");
        assertThat(joined).contains(sentence);
        assertThat(shown().lines().skip(1)).allMatch(line -> line.startsWith(" ".repeat(30)));
    }

    @Test
    void the_end_is_in_sentences() {
        terminal.summary(Map.of(
                "good",
                Map.of("phase", "SUCCEEDED", "seconds", 14.2),
                "bad",
                Map.of(
                        "phase",
                        "ROLLED_BACK",
                        "secondsFromFirstRequestToZeroWeight",
                        2.6,
                        "candidateRequests",
                        29,
                        "candidateErrors",
                        2),
                "requestsDroppedByRouter",
                0));

        assertThat(shown().replaceAll("\\s+", " "))
                .contains("The good version ended as SUCCEEDED after 14.2 s.")
                .contains("nobody got it any more 2.6 s after its first request. It answered 29 requests, 2 of them")
                .contains("The router dropped 0 requests.");
        assertThat(shown().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }
}
