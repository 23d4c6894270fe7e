package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Releases are named as people name them, and what a name doesn't decide is asked and never guessed. */
@QuarkusTest
@QuarkusTestResource(value = FreshDatabase.class, restrictToAnnotatedClass = true)
class ReleaseNamesTest extends AtServer {

    private void inTwoEnvironments(String service) {
        applied(service);
        String staging = """
                kind: Environment
                name: NAME-staging
                ---
                kind: Target
                name: NAME-test
                service: NAME
                environment: NAME-staging
                traffic: {hosts: [NAME-staging.example]}
                """.replace("NAME", service);
        ok(sluiceReading(staging, "apply", "-f", "-"));
    }

    @Test
    void a_service_is_its_newest_release_and_it_is_said_which_that_was() {
        applied("newest");
        first("newest");
        String id = moving("newest");

        Run why = ok(sluice("why", "newest"));

        assertThat(why.err()).startsWith("newest is " + id + ", newest 1.1.0 in newest-prod, ");
        assertThat(ok(sluice("show", "newest/newest-prod")).out()).startsWith(id);
        assertThat(ok(sluice("show", "latest", "--service", "newest")).out()).startsWith(id);
        String beginning = id.substring(0, 24);
        assertThat(ok(sluice("show", beginning)).out()).startsWith(id);
        assertThat(ok(sluice("show", beginning.substring(2))).out()).startsWith(id);
        assertThat(ok(sluice("show", id.toUpperCase(Locale.ROOT))).err()).isEmpty();
        assertThat(Json.parse(ok(sluice("show", "newest", "--json")).out())).isPresent();
        ok(sluice("abort", "newest"));
    }

    @Test
    void a_command_takes_the_release_that_moves_and_not_the_newest() {
        applied("moves");
        first("moves");
        String moving = moving("moves");
        String waiting = idIn(ok(sluice("create", "moves", "1.2.0", "--endpoint", newer.toString())));

        Run aborted = ok(sluice("abort", "moves", "--comment", "the wrong one"));

        assertThat(aborted.err()).startsWith("moves is " + moving);
        assertThat(aborted.out()).startsWith(moving);
        assertThat(sluice("watch", moving, "--timeout", "20s").code()).isEqualTo(Exit.STOPPED.code());
        ok(sluice("abort", waiting));
        sluice("watch", waiting, "--timeout", "20s");
        Run none = sluice("pause", "moves");
        assertThat(none.code()).isEqualTo(Exit.ERROR.code());
        assertThat(none.err()).contains("there is no release that is not over of moves", "the newest is " + waiting);
    }

    @Test
    void where_two_environments_move_a_command_refuses_and_lists_them() {
        inTwoEnvironments("twice");
        first("twice", "--environment", "twice-prod");
        first("twice", "--environment", "twice-staging");
        String prod = moving("twice", "--environment", "twice-prod");
        String staging = moving("twice", "--environment", "twice-staging");

        Run refused = sluice("abort", "twice");

        assertThat(refused.code()).isEqualTo(Exit.USAGE.code());
        assertThat(refused.err()).contains("several releases of twice", prod, staging, "twice/ENVIRONMENT");
        for (String id : List.of(prod, staging)) {
            assertThat(ok(sluice("show", id, "--json")).out()).doesNotContain("ROLLING", "ROLLED");
        }
        assertThat(ok(sluice("abort", "twice/twice-staging")).out()).startsWith(staging);
        assertThat(sluice("watch", staging, "--timeout", "20s").code()).isEqualTo(Exit.STOPPED.code());
        assertThat(ok(sluice("abort", "twice", "--environment", "twice-prod")).out())
                .startsWith(prod);
        assertThat(sluice("watch", prod, "--timeout", "20s").code()).isEqualTo(Exit.STOPPED.code());
        assertThat(sluice("undo", "twice").err()).contains("several releases of twice", "twice-prod", "twice-staging");
    }

    @Test
    void what_is_misspelt_is_named_with_what_is_like_it() {
        applied("warehouse");

        Run unknown = sluice("why", "warehuose");
        assertThat(unknown.code()).isEqualTo(Exit.ERROR.code());
        assertThat(unknown.err()).contains("there is no service warehuose; did you mean warehouse?");
        Run list = sluice("list", "--service", "warehous");
        assertThat(list.code()).isEqualTo(Exit.ERROR.code());
        assertThat(list.err()).contains("there is no service warehous; did you mean warehouse?");
        assertThat(list.out()).isEmpty();
        assertThat(sluice("list", "--environment", "warehouse-prd").err()).contains("did you mean warehouse-prod?");
        assertThat(sluice("create", "warehose", "1.0").err()).contains("did you mean warehouse?");
        assertThat(sluice("why", "warehouse").err()).contains("there are no releases of warehouse yet");
        assertThat(sluice("why", "warehouse/nowhere").err()).contains("there is no environment nowhere");
    }

    @Test
    void create_with_json_says_the_id_first_and_then_everything_a_line_at_a_time() {
        applied("lines");

        Run created = ok(sluice(
                "create", "lines", "1.0.0", "--endpoint", shop.toString(), "--json", "--wait", "--timeout", "25s"));

        List<JsonNode> lines = created.out()
                .lines()
                .map(line -> Json.parse(line).orElseThrow(() -> new AssertionError(line)))
                .toList();
        assertThat(Json.text(lines.getFirst(), "id")).startsWith("r-");
        assertThat(lines.subList(1, lines.size() - 1))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(Json.text(event, "type")).matches("(release|target)\\..+"));
        assertThat(Json.text(lines.getLast(), "id")).isEqualTo(Json.text(lines.getFirst(), "id"));
        assertThat(Json.text(lines.getLast(), "phase")).isEqualTo("SUCCEEDED");
    }

    @Test
    void what_the_api_refuses_is_its_problem_on_standard_error_with_json() {
        Run refused = sluiceReading("{kind: Service, name: nothing, nonsense: 1}", "apply", "-f", "-", "--json");
        assertThat(refused.out()).isEmpty();
        assertThat(Json.parse(refused.err())).isPresent();

        Run quarantined = sluice("quarantine", "lift", "q-nothing", "--json");

        assertThat(quarantined.out()).isEmpty();
        JsonNode error = Json.parse(quarantined.err()).orElseThrow().path("error");
        assertThat(error.path("status").asInt()).isEqualTo(404);
        assertThat(Json.text(error, "code")).isNotEmpty();
        assertThat(error.path("exitCode").asInt()).isEqualTo(quarantined.code());
    }

    @Test
    void a_plan_says_what_its_gates_can_find() {
        applied("ahead");
        assertThat(ok(sluice("plan", "ahead", "1.0", "--endpoint", shop.toString()))
                        .out())
                .contains("--requests-per-second N");

        Run quiet = ok(sluice("plan", "ahead", "1.0", "--endpoint", shop.toString(), "--requests-per-second", "2"));
        assertThat(quiet.out()).contains("step 1, 5 % of ahead-eu", "errors: ", "is too short to find anything");
        Run busy = ok(sluice("plan", "ahead", "1.0", "--endpoint", shop.toString(), "--requests-per-second", "1000"));
        assertThat(busy.out()).contains("within its hold of 5 s it finds");
        Run wrong = sluice("plan", "ahead", "1.0", "--endpoint", shop.toString(), "--requests-per-second", "0");
        assertThat(wrong.code()).isEqualTo(Exit.USAGE.code());
        assertThat(wrong.err()).contains("requestsPerSecond");
    }
}
