package dev.sluice.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the demo shows to people: whole sentences that end before the edge of the screen. */
class TextScreenTest {

    private static final String REASON =
            "gate latency failed: latency over 75 ms 100 % vs 3.4 %, at least 11 times as many"
                    + " with 99 % confidence; 29 and 475 requests";
    private static final DemoResult AS_PROMISED =
            new DemoResult(new DemoResult.Good("SUCCEEDED", 14.23), new DemoResult.Bad("ROLLED_BACK", 2.61, 29, 2), 0);

    private final StringWriter shown = new StringWriter();

    private TextScreen screen(int width, boolean live, boolean colours, double... seconds) {
        Deque<Duration> times = new ArrayDeque<>();
        Arrays.stream(seconds).forEach(second -> times.add(Duration.ofMillis(Math.round(second * 1000))));
        return new TextScreen(
                new PrintWriter(shown),
                new TextScreen.Look(width, live, colours),
                () -> Optional.ofNullable(times.poll()).orElse(Duration.ZERO));
    }

    private static JsonNode event(String type, int weight, String sentence) {
        ObjectNode event =
                new ObjectMapper().createObjectNode().put("type", type).put("sentence", sentence);
        return weight < 0 ? event : event.put("weight", weight);
    }

    private static Visits visits(long requests) {
        TreeMap<String, Visits.Experience> byVersion = new TreeMap<>();
        byVersion.put(
                "1.1", new Visits.Experience(requests, 0, Instant.EPOCH, Instant.EPOCH, Duration.ZERO, Duration.ZERO));
        return new Visits(requests, 0, 0, Optional.empty(), byVersion);
    }

    /** Not by {@link String#lines}, for which the carriage return before a line that is drawn over ends one too. */
    private List<String> lines() {
        return Splitter.on('\n').splitToList(shown.toString().stripTrailing());
    }

    private String words() {
        return shown.toString().replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 132})
    void a_sentence_is_whole_and_goes_on_below_where_it_began(int width) {
        screen(width, false, false).event(event("target.returning", 0, REASON));

        assertThat(lines())
                .hasSizeGreaterThan(1)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));
        assertThat(words()).endsWith(REASON + " ");
        String indent = " ".repeat(width < 58 ? 9 : 34);
        assertThat(lines().stream().skip(1)).allMatch(line -> line.matches(indent + "\\S.*"));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 60, 80, 132})
    void the_line_that_is_drawn_over_stays_one_line(int width) {
        JsonNode release = new ObjectMapper().createObjectNode();
        TextScreen screen = screen(width, true, false, 123.4);

        screen.status(release, visits(1_234_567));

        assertThat(shown.toString().replace("\r\u001b[2K", ""))
                .startsWith(" 123.4s  [")
                .hasSizeLessThan(width)
                .doesNotContain("\n");
    }

    @Test
    void what_can_be_copied_stays_in_one_line() {
        String command = "  ./sluice create shop 1.0 --digest demo:1.0 --wait";

        screen(30, false, false).say("Try:\n\n" + command);

        assertThat(lines()).contains(command);
    }

    @Test
    void the_end_is_in_sentences() {
        screen(80, false, false).summary(AS_PROMISED);

        assertThat(words())
                .isEqualTo(
                        " Version 1.1, the good one, has all traffic after 14.2 s. Version 1.2, the bad one, was taken"
                                + " out 2.6 s after its first request; it answered 29 requests, 2 of them with an error. The"
                                + " router dropped no requests. ");
        assertThat(lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void the_end_says_what_went_wrong() {
        DemoResult result =
                new DemoResult(new DemoResult.Good("EXPIRED", 90), new DemoResult.Bad("SUCCEEDED", 0, 3_000, 150), 1);

        screen(80, false, false).summary(result);

        assertThat(result.asPromised()).isFalse();
        assertThat(words())
                .contains("Version 1.1 is good, but its release was EXPIRED after 90.0 s.")
                .contains("Version 1.2 is bad, but its release was SUCCEEDED; it answered 3000 requests")
                .contains("The router dropped 1 request.");
    }

    @Test
    void green_is_what_arrives_and_red_what_is_taken_out() {
        TextScreen screen = screen(132, true, true);

        screen.event(event("target.promoting", 100, "the gates pass"));
        screen.event(event("target.returned", 0, "the router confirmed"));
        screen.summary(AS_PROMISED);

        assertThat(lines().getFirst()).contains("\u001b[32m").contains("the gates pass\u001b[0m");
        assertThat(lines().get(1)).contains("\u001b[31m").contains("the router confirmed\u001b[0m");
        assertThat(lines().getLast()).contains("\u001b[32mThe router dropped no requests.");
    }

    @Test
    void without_a_terminal_there_are_only_characters_that_are_read() {
        TextScreen screen = screen(80, false, false);

        screen.say("Version 1.1 is good.");
        screen.status(new ObjectMapper().createObjectNode(), visits(1));
        screen.event(event("target.returned", 0, "the router confirmed"));
        screen.summary(AS_PROMISED);

        assertThat(shown.toString())
                .doesNotContain("\u001b")
                .doesNotContain("\r")
                .doesNotContain("█");
    }

    @Test
    void the_readme_shows_what_the_demo_shows() throws IOException {
        TextScreen screen = screen(80, false, false, 29.7, 29.7, 29.9, 30.6, 30.6, 30.6);

        screen.say("Version 1.2 is bad: 5 % of its answers are errors, and all are 150 ms slower.");
        screen.event(event("release.created", -1, "1.2 of shop to demo"));
        screen.event(event("release.started", -1, "it has the lane"));
        screen.event(event("target.step", 5, "the release begins"));
        String latency = "gate latency failed: latency over 33 ms 100 % vs 1.2 %, at least 7.7 times as many with 99 %"
                + " confidence; 7 and 244 requests";
        screen.event(event("target.returning", 0, latency));
        screen.event(event("target.returned", 0, "the router confirmed"));
        screen.event(event("release.ended", -1, "ROLLED_BACK: " + latency));
        screen.summary(new DemoResult(
                new DemoResult.Good("SUCCEEDED", 19.86), new DemoResult.Bad("ROLLED_BACK", 0.65, 11, 1), 0));

        assertThat(Files.readString(Path.of("README.md"))).contains("```" + shown + "```");
    }
}
