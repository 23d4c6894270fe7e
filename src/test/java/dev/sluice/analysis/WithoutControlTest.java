package dev.sluice.analysis;

import static dev.sluice.analysis.Scene.errors;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("With everything on the candidate")
class WithoutControlTest {

    private static Pair alone(long n, long x) {
        return new Pair(new Sample.Counts(n, x), new Sample.Missing("everything is on the candidate"));
    }

    private final Scene scene = new Scene(errors());

    WithoutControlTest() {
        scene.compared = false;
    }

    @Test
    void eight_percent_after_half_a_percent_is_found_in_two_looks() {
        scene.history(20000, 100).windows(2, alone(150, 12));
        Judgement judgement = scene.judge();
        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.sentence())
                .contains("errors 8 % now vs 0.5 % before")
                .contains("no control (before/after)");
    }

    @Test
    void the_bake_ends_when_its_time_is_over_and_nothing_failed() {
        scene.history(20000, 100).windows(5, alone(150, 1));
        assertThat(scene.judge().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(scene.windows(1, alone(150, 1)).judge().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void evidence_of_the_comparison_stands_still() {
        scene.history(20000, 100).compared = true;
        scene.windows(6, Scene.counts(1000, 5, 1000, 5));
        double compared = scene.errorsOf("eu").logCompared();
        scene.compared = false;
        scene.step(1).windows(6, alone(2000, 10));
        assertThat(scene.errorsOf("eu").logCompared()).isEqualTo(compared);
        assertThat(scene.judge().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void the_bound_is_fixed_at_the_first_look() {
        scene.history(20000, 100).window(alone(150, 1));
        double bound = bound();
        assertThat(scene.history(20000, 2000).window(alone(150, 1)).judge().verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(bound()).isEqualTo(bound).isBetween(.016, .019);
    }

    @Test
    void without_any_history_there_is_nothing_to_judge_by() {
        Judgement judgement = scene.windows(6, alone(150, 0)).judge();
        assertThat(judgement.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(judgement.sentence()).contains("no history of stable");
        assertThat(judgement.lasting()).isEqualTo(Duration.ofMinutes(1));
    }

    private double bound() {
        return scene.errorsOf("eu").comparisons().getFirst().alone().bound();
    }
}
