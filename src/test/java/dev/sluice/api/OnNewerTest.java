package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class OnNewerTest {

    /** A release of 1.1 that holds at 5 %, by a strategy that says so of newer ones. */
    private static String holding(String service, String onNewer) {
        Catalogue.service(service, Catalogue.with(Catalogue.PATIENT, "onNewer", onNewer));
        Releases.stable(service, "1.0");
        String id = Releases.create(service, "1.1");
        Releases.awaitWeight(id, 5);
        return id;
    }

    @Test
    void queue_lets_the_newest_wait_and_supersedes_those_between() {
        String moving = holding("newer-queue", "queue");

        String between = Releases.create("newer-queue", "1.2");
        String newest = Releases.create("newer-queue", "1.3");

        Releases.awaitPhase(between, "SUPERSEDED");
        assertThat(Releases.get(newest).getString("phase")).isEqualTo("PENDING");
        assertThat(Releases.get(newest).getString("sentence")).contains(moving);
        assertThat(Releases.get(moving).getString("phase")).isEqualTo("PROGRESSING");
        Releases.command(moving, "abort");
        Releases.awaitWeight(newest, 5);
    }

    @Test
    void supersede_ends_the_one_that_moves() {
        String moving = holding("newer-supersede", "supersede");

        String newer = Releases.create("newer-supersede", "1.2");

        Releases.awaitPhase(moving, "SUPERSEDED");
        Releases.awaitWeight(newer, 5);
        assertThat(Releases.get(newer).getString("stable.label")).isEqualTo("1.0");
    }

    @Test
    void refuse_answers_a_conflict_and_makes_nothing() {
        String moving = holding("newer-refuse", "refuse");

        Answers.assertProblem(Releases.ask(Api.admin(), "newer-refuse", "1.2"), 409, "conflict");

        assertThat(Releases.get(moving).getString("phase")).isEqualTo("PROGRESSING");
        assertThat(Api.admin()
                        .get("/v1/releases?service=newer-refuse")
                        .jsonPath()
                        .getList("items"))
                .hasSize(2);
        Answers.assertProblem(
                Api.admin().get("/v1/services/newer-refuse/targets/here/versions/sha256:1.2/endpoints"),
                404,
                "not-found");
    }
}
