package dev.sluice.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.store.Json;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A user whose requests all fail")
class HeavyUserTest {

    private static final long NOISY = 512_340;

    private Scene scene;

    @BeforeEach
    void begin() {
        scene = new Scene(Scene.errors()).history(20_000, 100);
    }

    /** A window in which this user has 20 bad requests of the candidate's, and others so many of 100. */
    private static Pair noisy(long others) {
        return new Pair(
                new Sample.Counts(120, 20 + others, List.of(new Sample.OfUser(NOISY, 20, 20))),
                new Sample.Counts(1900, 10));
    }

    @Test
    void does_not_take_a_harmless_version_out_and_is_named() {
        Judgement judgement = scene.windows(20, noisy(0)).judge();

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.sentence()).contains("one user (sticky bucket 512340) has 100 % of the bad ones");
    }

    @Test
    void is_no_reason_against_the_proof_before_everything() {
        scene.lastBelowAll = true;

        assertThat(scene.windows(20, noisy(0)).judge().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void hides_no_fault_that_others_have_as_well() {
        assertThat(scene.windows(6, noisy(8)).judge().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void takes_the_version_out_when_it_is_not_known_that_it_is_one_user() {
        Pair unknown = new Pair(new Sample.Counts(120, 20), new Sample.Counts(1900, 10));

        assertThat(scene.windows(6, unknown).judge().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void gives_none_of_the_evidence_that_a_step_asks_for() {
        Pair nobodyElse = new Pair(
                new Sample.Counts(20, 20, List.of(new Sample.OfUser(NOISY, 20, 20))), new Sample.Counts(1900, 10));

        Judgement judgement = scene.windows(20, nobodyElse).judge();

        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.sentence()).contains("more requests");
    }

    @Test
    void is_left_out_without_a_control_too() {
        scene.compared = false;
        Pair alone = new Pair(
                new Sample.Counts(120, 20, List.of(new Sample.OfUser(NOISY, 20, 20))),
                new Sample.Missing("no control"));

        assertThat(scene.windows(20, alone).judge().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void stays_known_among_many_who_fail_once() {
        for (int window = 0; window < 20; window++) {
            int first = window * 7;
            List<Sample.OfUser> users = IntStream.range(0, 8)
                    .mapToObj(i -> i == 0 ? new Sample.OfUser(NOISY, 6, 6) : new Sample.OfUser(first + i, 1, 1))
                    .toList();
            scene.window(new Pair(new Sample.Counts(200, 13, users), new Sample.Counts(1900, 65)));
        }

        assertThat(scene.errorsOf("eu")
                        .comparisons()
                        .getFirst()
                        .heaviest()
                        .orElseThrow()
                        .x())
                .isEqualTo(120);
    }

    @Test
    void is_not_known_to_a_state_and_a_look_that_were_stored_before() {
        scene.windows(2, Scene.counts(100, 1, 1900, 10));
        String stored = Json.write(scene.errorsOf("eu").comparisons().getFirst());

        Comparison read = Json.read(stored.replaceFirst(",\"users\":\\[]", ""), Comparison.class);

        assertThat(stored).contains("\"users\":[]");
        assertThat(read).isEqualTo(scene.errorsOf("eu").comparisons().getFirst());
        assertThat(Json.read("{\"kind\":\"Counts\",\"n\":5,\"x\":1}", Sample.class))
                .isEqualTo(new Sample.Counts(5, 1));
    }
}
