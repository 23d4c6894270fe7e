package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Recorded events become lines; the live block is drawn over itself. */
class TimelineTest {

    private static final JsonNode RELEASE = json("""
            {"id":"r-01k9","service":"shop","environment":"prod","version":{"label":"1.1.0"},"phase":"PROGRESSING",
             "sentence":"5 % of prod-eu since 4 s; then 20 %.","createdAt":"2026-11-20T11:30:00Z","requestedBy":"anna",
             "targets":[{"name":"prod-eu","weight":{"desired":5,"reported":5,"observed":4.9}}]}
            """);

    private static final String MOVED = """
            {"type":"target.step","at":"2026-11-20T11:30:05.123Z","target":"prod-eu","stage":"AtStep","weight":5.00,
             "by":null,"sentence":"the release begins"}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private static JsonNode json(String text) {
        return Json.parse(text).orElseThrow();
    }

    private static Signal.Happened happened(String text) {
        return new Signal.Happened(json(text), text);
    }

    @Test
    void an_event_of_a_target_is_a_line_with_its_weight_in_local_time() {
        EventLine lines = new EventLine(new Times(Run.ZONE));
        assertThat(lines.of(json(MOVED))).isEqualTo("12:30:05  prod-eu           5 %  the release begins");
        assertThat(lines.heading(RELEASE))
                .isEqualTo("r-01k9: shop 1.1.0 in prod, asked for at 2026-11-20 12:30:00 +01:00 by anna");
    }

    @Test
    void an_event_of_a_release_names_who_did_it() {
        EventLine lines = new EventLine(new Times(Run.ZONE));
        assertThat(lines.of(json("""
                {"type":"release.resumed","at":"2026-11-20T11:31:00Z","by":"anna","sentence":"resumed: looks good"}
                """))).isEqualTo("12:31:00  resumed                resumed: looks good (by anna)");
    }

    @Test
    void json_is_one_event_a_line_as_it_came() {
        JsonTimeline timeline = JsonTimeline.ofEvents(Run.terminal(out, err, "", false, Map.of()));
        timeline.begin(RELEASE);
        timeline.happened(new Signal.Happened(json("{\"a\":1}"), "{\"a\":1}"));
        timeline.end(RELEASE, "{}");
        assertThat(out).hasToString("{\"a\":1}\n");
    }

    @Test
    void without_colour_the_live_block_moves_the_cursor_and_nothing_else() {
        Terminal terminal = Run.terminal(out, err, "", true, Map.of("NO_COLOR", "1", "TERM", "xterm"));
        LiveTimeline timeline = new LiveTimeline(terminal, 80);
        timeline.begin(RELEASE);
        timeline.happened(happened(MOVED));
        assertThat(out.toString())
                .contains("█░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 5 % prod-eu, users got 4.9 %")
                .contains("\u001b[2A\u001b[J12:30:05  prod-eu")
                .doesNotContain("\u001b[1m", "\u001b[2m");
    }

    @Test
    void a_live_line_never_wraps() {
        LiveTimeline timeline = new LiveTimeline(Run.terminal(out, err, "", true, Map.of("NO_COLOR", "1")), 20);
        timeline.state(RELEASE);
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(20));
    }

    @Test
    void a_stream_is_read_event_by_event_and_comments_are_skipped() throws IOException {
        EventReader reader = new EventReader(new BufferedReader(new StringReader("""
                :here

                id:7
                event:target.step
                data:{"a":
                data: 1}

                id: 8
                data: {"b"
                """)));
        assertThat(reader.next()).contains(new EventReader.Sent("7", "{\"a\":\n1}"));
        assertThat(reader.next()).isEmpty();
    }
}
