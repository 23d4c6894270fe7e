package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = FreshDatabase.class, restrictToAnnotatedClass = true)
class DeleteCommandTest extends AtServer {

    @Test
    void documents_of_every_kind_are_deleted_from_the_last_that_uses_to_the_first_that_is_used() {
        applied("goes");
        ok(sluice("connection", "put", "goes", "--url", "http://127.0.0.1:1"));

        Run used = sluice("delete", "strategy", "goes-quick");
        assertThat(used.code()).isEqualTo(Exit.ERROR.code());
        assertThat(used.err()).contains("strategy goes-quick is used by service goes");
        assertThat(sluice("delete", "service", "goes").err()).contains("is used by target goes/goes-eu");

        assertThat(ok(sluice("delete", "target", "goes/goes-eu")).out()).contains("Deleted target goes/goes-eu.");
        ok(sluice("delete", "service", "goes"));
        ok(sluice("delete", "strategy", "goes-quick"));
        ok(sluice("delete", "environment", "goes-prod"));
        ok(sluice("delete", "connection", "goes"));

        assertThat(sluiceReading(documents("goes"), "diff", "-f", "-").out())
                .contains(
                        "+ Target goes/goes-eu", "+ Strategy goes-quick", "+ Service goes", "+ Environment goes-prod");
    }

    @Test
    void a_target_with_users_takes_a_word_more() {
        applied("used");
        first("used");

        Run refused = sluice("delete", "target", "used/used-eu");

        assertThat(refused.code()).isEqualTo(Exit.ERROR.code());
        assertThat(refused.err()).contains("carries traffic", "1.0.0", "--while-serving");
        assertThat(sluice("delete", "service", "used", "--while-serving").code())
                .isEqualTo(Exit.USAGE.code());
        ok(sluice("delete", "target", "used/used-eu", "--while-serving"));
        assertThat(ok(sluice("list", "--service", "used")).out()).contains("SUCCEEDED");
    }

    @Test
    void a_strategy_is_shown_as_written_and_as_what_holds() {
        applied("shown");

        assertThat(ok(sluice("get", "strategy", "shown-quick")).out())
                .contains("bake: 1s")
                .doesNotContain("keepFor");
        assertThat(ok(sluice("get", "strategy", "shown-quick", "--effective")).out())
                .contains("bake: 1s", "keepFor: 1h");
        assertThat(ok(sluice("get", "strategies")).out()).contains("canary", "10m");
        assertThat(sluice("get", "service", "shown", "--effective").code()).isEqualTo(Exit.USAGE.code());
    }
}
