package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs for what stands around releases: freezes, instances, approvals, connections, and documents of any kind. */
@QuarkusTest
@QuarkusTestResource(value = FreshDatabase.class, restrictToAnnotatedClass = true)
class EverydayVerbsTest extends AtServer {

    private static JsonNode json(Run run) {
        return Json.parse(run.out()).orElseThrow(() -> new AssertionError(run.out() + run.err()));
    }

    @Test
    void a_freeze_holds_from_now_on_until_it_is_ended() {
        applied("cold");

        Run now = ok(sluice("freeze", "now", "--service", "cold", "--for", "2h", "--reason", "we move", "--json"));

        String name = Json.text(json(now), "name");
        assertThat(ok(sluice("plan", "cold", "1.0", "--endpoint", shop.toString()))
                        .out())
                .contains("Waits: freeze " + name + " (we move) is in force");
        assertThat(ok(sluice("freeze", "list")).out()).contains(name, "releases of cold", "we move");
        assertThat(ok(sluice("freeze", "end", name)).out()).contains("is over");
        assertThat(ok(sluice("plan", "cold", "1.0", "--endpoint", shop.toString()))
                        .out())
                .doesNotContain("Waits:");
        assertThat(sluice("freeze", "end", name).err()).contains("there is no freeze " + name);
    }

    @Test
    void a_freeze_of_something_misspelt_is_refused_and_one_for_everything_says_so() {
        applied("chilly");
        assertThat(sluice("freeze", "now", "--service", "chily", "--for", "1h").err())
                .contains("there is no service chily; did you mean chilly?");
        assertThat(sluice("freeze", "now").err()).contains("--for");

        Run all = ok(sluice("freeze", "now", "--for", "1h", "--name", "everything"));

        assertThat(all.out()).contains("Freeze everything holds all releases until", "sluice freeze end everything");
        assertThat(sluice("freeze", "now", "--for", "2h", "--name", "everything")
                        .err())
                .contains("is there already");
        ok(sluice("freeze", "end", "everything"));
    }

    @Test
    void instances_are_listed_added_and_removed() {
        applied("herd");
        first("herd");
        assertThat(ok(sluice("instances", "list", "herd")).out()).contains("herd-eu", "1.0.0", "stable", "" + shop);

        assertThat(ok(sluice("instances", "add", "herd", "herd-eu", "1.0.0", newer + "/"))
                        .out())
                .contains("1.0.0 at herd/herd-eu", shop + ", " + newer);
        assertThat(ok(sluice("instances", "remove", "herd", "herd-eu", "1.0.0", "" + newer))
                        .out())
                .contains("" + shop)
                .doesNotContain("" + newer);
        JsonNode left = json(ok(sluice("instances", "list", "herd", "herd-eu", "--json")));
        assertThat(left.at("/items/0/endpoints")).hasSize(1);
        assertThat(left.at("/items/0/role").asText()).isEqualTo("stable");

        assertThat(sluice("instances", "remove", "herd", "herd-eu", "1.0.0", "" + newer)
                        .err())
                .contains("is no instance of it");
        assertThat(sluice("instances", "remove", "herd", "herd-eu", "1.0.0", "" + shop)
                        .err())
                .contains("keeps at least one instance");
        assertThat(sluice("instances", "list", "herdd").err()).contains("did you mean herd?");
        assertThat(sluice("instances", "set", "herd", "herd-eu", "1.0.0", "nonsense")
                        .err())
                .contains("/endpoints/0", "base URL");
    }

    @Test
    void what_waits_for_people_is_listed_with_whether_i_may() {
        applied("asks");
        first("asks");
        String strategy = """
                kind: Strategy
                name: asks-first
                steps: [{approval: {of: 1, within: 1h}}, {weight: 100}]
                window: 1s
                """;
        ok(sluiceReading(strategy, "apply", "-f", "-"));
        String id = moving("asks", "--strategy", "asks-first");
        Awaitility.await()
                .untilAsserted(() -> assertThat(ok(sluice("approvals")).out())
                        .contains(
                                id, "asks 1.1.0 in asks-prod", "anybody", "your own release can't be approved by you"));

        JsonNode open = json(ok(sluice("approvals", "--json")));

        assertThat(open.at("/items/0/mayI").asBoolean()).isFalse();
        assertThat(sluice("approve", "asks").err()).contains("asks is " + id, "your own release");
        ok(sluice("abort", "asks/asks-prod"));
        Awaitility.await()
                .untilAsserted(() -> assertThat(ok(sluice("approvals")).out()).contains("Nothing waits for people."));
    }

    @Test
    void a_connection_is_put_listed_and_keeps_its_token(@TempDir Path directory) throws Exception {
        Path token = Files.writeString(directory.resolve("token"), "s3cret\n");

        ok(sluice("connection", "put", "prom", "--url", "http://127.0.0.1:1", "--bearer-token-file", "" + token));
        ok(sluice("connection", "put", "prom", "--url", "http://127.0.0.1:1", "--scrape-interval", "5s"));

        Run list = ok(sluice("connection", "list"));
        assertThat(list.out())
                .contains("prom", "http://127.0.0.1:1", "5s", "yes")
                .doesNotContain("s3cret");
        assertThat(sluice("connection", "put", "prom", "--url", "nowhere").err())
                .contains("/url must be an http or https base URL");
    }

    @Test
    void what_is_got_as_yaml_is_what_apply_takes() {
        applied("round");
        for (String[] one : new String[][] {
            {"service", "round"},
            {"environment", "round-prod"},
            {"strategies", "round-quick"},
            {"target", "round/round-eu"}
        }) {
            Run yaml = ok(sluice("get", one[0], one[1]));
            assertThat(yaml.out()).startsWith("kind: ");
            Run diff = sluiceReading(yaml.out(), "diff", "-f", "-");
            assertThat(diff.code()).as(yaml.out() + diff.out() + diff.err()).isZero();
            Run json = ok(sluice("get", one[0], one[1], "-o", "json"));
            assertThat(sluiceReading(json.out(), "diff", "-f", "-").code()).isZero();
        }
        assertThat(ok(sluice("get", "services")).out()).contains("SERVICE", "round", "round-quick");
        assertThat(ok(sluice("get", "targets", "--service", "round")).out()).contains("round-eu", "round.example");
        assertThat(ok(sluice("get", "strategies")).out()).contains("5 % → 100 %");
        assertThat(sluice("get", "targets").err()).contains("whose targets? Say --service");
        assertThat(sluice("get", "target", "round-eu").err()).contains("SERVICE/round-eu");
        assertThat(sluice("get", "target", "round/round-eur").err()).contains("did you mean round-eu?");
        assertThat(sluice("get", "sorcery").err()).contains("no documents of kind sorcery", "Strategy");
    }

    @Test
    void a_document_is_deleted_when_nothing_uses_it() {
        String freeze = """
                kind: Freeze
                name: once
                once: {from: "2100-01-01T00:00", until: "2120-01-01T00:00", zone: UTC}
                """;
        ok(sluiceReading(freeze, "apply", "-f", "-"));

        assertThat(ok(sluice("delete", "freeze", "once")).out()).contains("Deleted freeze once.");

        Run gone = sluice("delete", "freeze", "once");
        assertThat(gone.code()).isEqualTo(Exit.ERROR.code());
        assertThat(gone.err()).contains("there is no freeze once");
    }

    @Test
    void on_a_terminal_delete_asks_and_takes_only_yes() {
        ok(sluiceReading("""
                kind: Freeze
                name: asked
                once: {from: "2100-01-01T00:00", until: "2120-01-01T00:00", zone: UTC}
                """, "apply", "-f", "-"));
        StringWriter out = new StringWriter();
        Terminal person = Run.terminal(
                out, new StringWriter(), "n\n", true, Map.of("SLUICE_URL", server.toString(), "TERM", "dumb"));

        assertThat(Main.run(person, "delete", "freeze", "asked")).isEqualTo(Exit.ERROR.code());

        assertThat(out.toString()).contains("Delete freeze asked? [y/N]", "Nothing was deleted.");
        ok(sluice("get", "freeze", "asked"));
    }
}
