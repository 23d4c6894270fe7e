package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The command line against a real Sluice. */
@QuarkusTest
@QuarkusTestResource(value = FreshDatabase.class, restrictToAnnotatedClass = true)
class CommandLineTest extends AtServer {

    @Test
    void what_is_applied_is_there_and_applied_again_is_the_same() {
        Run first = ok(sluiceReading(documents("again"), "apply", "-f", "-"));
        assertThat(first.out())
                .contains("+ Strategy again-quick", "+ steps[0].weight: 5", "4 created, 0 changed, 0 as before.");
        Run second = ok(sluiceReading(documents("again"), "apply", "-f", "-"));
        assertThat(second.out()).contains("= Target again/again-eu", "0 created, 0 changed, 4 as before.");
        assertThat(sluiceReading(documents("again"), "diff", "-f", "-").code()).isZero();
    }

    @Test
    void a_difference_is_shown_by_diff_and_dry_run_and_written_by_apply() {
        applied("differs");
        String changed = documents("differs").replace("bake: 1s", "bake: 2s");
        Run diff = sluiceReading(changed, "diff", "-f", "-");
        assertThat(diff.code()).isEqualTo(Exit.DIFFERENT.code());
        assertThat(diff.out()).contains("~ Strategy differs-quick\n  - bake: 1s\n  + bake: 2s");
        ok(sluiceReading(changed, "apply", "-f", "-", "--dry-run"));
        assertThat(sluiceReading(changed, "diff", "-f", "-").code()).isEqualTo(Exit.DIFFERENT.code());
        assertThat(ok(sluiceReading(changed, "apply", "-f", "-")).out()).contains("0 created, 1 changed");
        ok(sluiceReading(changed, "diff", "-f", "-"));
    }

    @Test
    void a_dry_run_is_refused_as_apply_would_be_and_a_document_may_name_another_of_the_file() {
        String wrong = documents("whole").replace("environment: whole-prod", "environment: whole-nowhere");

        for (String[] how : new String[][] {{"apply", "-f", "-", "--dry-run"}, {"apply", "-f", "-"}}) {
            Run run = sluiceReading(wrong, how);
            assertThat(run.code()).isEqualTo(Exit.USAGE.code());
            assertThat(run.err())
                    .contains(
                            "standard input, document 1 (line 1), Target whole/whole-eu: /environment there is no"
                                    + " environment whole-nowhere",
                            "Nothing was applied.");
        }
        assertThat(sluice("get", "strategy", "whole-quick").err()).contains("there is no strategy whole-quick");
        Run tried = ok(sluiceReading(documents("whole"), "apply", "-f", "-", "--dry-run"));
        assertThat(tried.out()).contains("+ Target whole/whole-eu", "+ Strategy whole-quick");
        assertThat(sluice("get", "strategy", "whole-quick").code()).isEqualTo(Exit.ERROR.code());
        ok(sluiceReading(documents("whole"), "apply", "-f", "-"));
    }

    @Test
    void diff_of_a_connection_with_its_secret_is_green_and_shows_no_other() {
        String connection =
                "{kind: Connection, name: secretive, type: prometheus, url: 'http://127.0.0.1:1', bearerToken: %s}";
        ok(sluiceReading(connection.formatted("s3cret"), "apply", "-f", "-"));

        assertThat(ok(sluiceReading(connection.formatted("s3cret"), "diff", "-f", "-"))
                        .out())
                .contains("= Connection secretive");
        Run other = sluiceReading(connection.formatted("0ther"), "diff", "-f", "-");
        assertThat(other.code()).isEqualTo(Exit.DIFFERENT.code());
        assertThat(other.out()).contains("+ bearerToken: ••••").doesNotContain("0ther", "s3cret");
    }

    @Test
    void json_is_what_the_api_answers() {
        Run tried = ok(sluiceReading("{kind: Service, name: as-json}", "apply", "-f", "-", "--dry-run", "--json"));
        assertThat(Json.parse(tried.out())
                        .orElseThrow()
                        .at("/documents/0/change")
                        .asText())
                .isEqualTo("created");
        Run applied = ok(sluiceReading("{kind: Service, name: as-json}", "apply", "-f", "-", "--json"));
        assertThat(Json.parse(applied.out()).orElseThrow().at("/dryRun").asBoolean(true))
                .isFalse();
    }

    @Test
    void a_first_release_goes_to_its_end_and_can_be_looked_at() {
        applied("shop");
        Run created = sluice(
                "create",
                "shop",
                "1.0.0",
                "--endpoint",
                shop.toString(),
                "--wait",
                "--timeout",
                "25s",
                "--reason",
                "first");
        assertThat(created.code()).as(created.out() + created.err()).isZero();
        assertThat(created.out())
                .contains("shop 1.0.0 in shop-prod, asked for at")
                .contains("SUCCEEDED");

        Run list = ok(sluice("list", "--service", "shop"));
        String id = idIn(list);
        assertThat(list.out()).contains("RELEASE", "shop-prod", "100 %");
        assertThat(ok(sluice("show", id)).out())
                .contains("shop-eu", "first", "Plan by strategy shop-quick, revision 1");
        assertThat(ok(sluice("why", id)).out()).contains("stable");
        assertThat(ok(sluice("watch", id)).out()).contains("created").contains("ended");
        Run events = ok(sluice("watch", id, "--json"));
        assertThat(events.out().lines())
                .allSatisfy(line -> assertThat(Json.parse(line)).isPresent());
        assertThat(Json.text(Json.parse(ok(sluice("show", id, "--json")).out()).orElseThrow(), "phase"))
                .isEqualTo("SUCCEEDED");

        Run shortened = ok(sluice("show", id.substring(0, id.length() - 1)));
        assertThat(shortened.out()).startsWith(id);
        Run tooLate = sluice("pause", id);
        assertThat(tooLate.code()).isEqualTo(Exit.ERROR.code());
        assertThat(tooLate.err()).startsWith("sluice: ");
    }

    @Test
    void a_release_without_traffic_is_still_going_at_the_timeout_and_can_be_aborted() {
        applied("slow");
        ok(sluice("create", "slow", "1.0", "--endpoint", shop.toString(), "--wait", "--timeout", "25s"));
        Run second = sluice("create", "slow", "1.1", "--endpoint", newer.toString(), "--wait", "--timeout", "1s");
        assertThat(second.code()).isEqualTo(Exit.STILL_GOING.code());
        assertThat(second.err()).contains("--timeout is over; the release goes on. sluice watch r-");
        String id = idIn(second);
        assertThat(sluice("promote", id).err()).contains("--yes");
        assertThat(ok(sluice("pause", id, "--comment", "let me look")).out()).contains("PAUSED");
        assertThat(ok(sluice("extend", id, "--by", "2h")).code()).isZero();
        ok(sluice("abort", id, "--comment", "seen enough"));
        Run watched = sluice("watch", id, "--timeout", "20s");
        assertThat(watched.code()).as(watched.out() + watched.err()).isEqualTo(Exit.STOPPED.code());
        assertThat(watched.out()).contains("seen enough");
    }

    @Test
    void a_plan_is_shown_and_nothing_is_created() {
        applied("planned");
        Run plan = ok(sluice("plan", "planned", "1.0", "--endpoint", shop.toString()));
        assertThat(plan.out()).contains("not created yet", "5 % of the traffic", "planned-eu");
        assertThat(ok(sluice("list", "--service", "planned")).out()).startsWith("No releases.");
    }

    @Test
    void a_freeze_is_applied_and_said_by_the_plan() {
        applied("frozen");
        String freeze = """
                kind: Freeze
                name: frozen-century
                services: [frozen]
                reason: nobody is here
                once: {from: "2020-01-01T00:00", until: "2120-01-01T00:00", zone: UTC}
                """;
        assertThat(sluiceReading(freeze, "diff", "-f", "-").out())
                .contains("+ Freeze frozen-century", "once.zone: UTC");
        ok(sluiceReading(freeze, "apply", "-f", "-"));
        assertThat(ok(sluiceReading(freeze, "apply", "-f", "-")).out()).contains("= Freeze frozen-century");
        assertThat(ok(sluice("plan", "frozen", "1.0", "--endpoint", shop.toString()))
                        .out())
                .contains("Waits: freeze frozen-century (nobody is here) is in force");
    }

    @Test
    void a_quarantine_is_put_listed_and_lifted() {
        applied("sick");
        Run put = ok(sluice("quarantine", "put", "sick", "6.6.6", "--reason", "bites", "--json"));
        JsonNode entry = Json.parse(put.out()).orElseThrow();
        assertThat(ok(sluice("quarantine", "list")).out()).contains("6.6.6", "bites");
        Run refused = sluice("create", "sick", "6.6.6", "--endpoint", shop.toString());
        assertThat(refused.code()).isEqualTo(Exit.ERROR.code());
        assertThat(refused.err()).contains("quarantine", "bites");
        assertThat(ok(sluice("quarantine", "lift", Json.text(entry, "id"))).out())
                .contains("may be released again");
    }

    @Test
    void wrong_input_is_named_and_nothing_half_done() {
        Run unknownField = sluiceReading("{kind: Strategy, name: typo, stepz: []}", "apply", "-f", "-");
        assertThat(unknownField.code()).isEqualTo(Exit.USAGE.code());
        assertThat(unknownField.err())
                .contains("standard input, document 1 (line 1), Strategy typo", "/stepz is not a known field");

        Run badWeight = sluiceReading(
                "{kind: Strategy, name: typo, steps: [{weight: 1.23456}, {weight: 100}]}", "apply", "-f", "-");
        assertThat(badWeight.code()).isEqualTo(Exit.USAGE.code());
        assertThat(badWeight.err()).contains("/steps/0/weight must have at most two decimals");

        Run secondIsNoDocument = sluiceReading("{kind: Service, name: half}\n---\n{kind: Servise}", "apply", "-f", "-");
        assertThat(secondIsNoDocument.code()).isEqualTo(Exit.USAGE.code());
        assertThat(secondIsNoDocument.err()).contains("document 2 (line 3): kind Servise is not known");
        assertThat(sluice("create", "half", "1.0").err()).contains("there is no service half");

        assertThat(sluice("create", "nobody", "1.0").err()).contains("there is no service nobody");
        assertThat(sluice("show", "r-zzzz").err()).contains("no release begins with r-zzzz");
        assertThat(sluice("list", "--phase", "dancing").err()).contains("phase must be one of");
        assertThat(sluice("list", "--limit", "501").err()).contains("must be 1 to 500");
    }

    @Test
    void a_wrong_token_is_not_allowed_and_not_shown() {
        Run run = Run.of(Map.of("SLUICE_URL", server.toString(), "SLUICE_TOKEN", "slc_notatoken"), "", "whoami");
        assertThat(run.code()).isEqualTo(Exit.NOT_ALLOWED.code());
        assertThat(run.err()).contains("SLUICE_TOKEN").doesNotContain("slc_notatoken");
    }

    @Test
    void audit_says_who_changed_what() {
        ok(sluiceReading("{kind: Service, name: looked-after, owners: [x]}", "apply", "-f", "-"));

        String table = ok(sluice("audit", "--action", "document", "--since", "1h", "--actor", "LOCAL"))
                .out();
        assertThat(table).startsWith("AT").contains("local", "document.put", "looked-after", "revision=1");
        assertThat(Json.parse(ok(sluice("audit", "--limit", "1", "--json")).out())
                        .orElseThrow()
                        .path("items"))
                .hasSize(1);
        assertThat(ok(sluice("audit", "--until", "1h")).out()).contains("Nothing was changed so.");
        Run wrong = sluice("audit", "--since", "yesterday");
        assertThat(wrong.code()).isEqualTo(Exit.USAGE.code());
        assertThat(wrong.err()).contains("?since").contains("2026-03-01T12:00:00Z");
    }

    @Test
    void without_tokens_the_local_user_is_somebody() {
        assertThat(ok(sluice("whoami")).out()).contains("role admin");
        assertThat(ok(sluice("token", "list")).out()).contains("No tokens");
        assertThat(sluice("token", "create", "ci", "--role", "viewer").err())
                .contains("the first token must be an admin's");
    }
}
