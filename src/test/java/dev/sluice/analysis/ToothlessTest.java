package dev.sluice.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.analysis.Gate.OnFail;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A gate that says nothing")
class ToothlessTest {

    @Test
    void because_even_constant_failure_is_within_its_margin_says_so_and_is_no_pass() {
        Gate.Test twice = new Gate.Test.Proportion(new Gate.Margin(2, .005), new Gate.Margin(3, .01), true);
        Scene scene = new Scene(Scene.gate("errors", twice, 1, OnFail.ROLL_BACK)).history(1000, 700);

        Judgement judgement =
                scene.windows(20, Scene.counts(100, 100, 1900, 1330)).judge();

        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.sentence()).contains("it cannot fail with these counts");
    }

    @Test
    void because_too_little_was_seen_before_says_so_and_is_no_pass() {
        Scene scene = new Scene(Scene.errors()).history(3, 0);
        scene.compared = false;

        Judgement judgement = scene.windows(20, new Pair(new Sample.Counts(100, 90), new Sample.Missing("no control")))
                .judge();

        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.sentence())
                .contains("errors 90 % now vs 0 of 3 before")
                .contains("it cannot fail with these counts")
                .doesNotContain("too much;  ");
    }

    @Test
    void because_its_source_cannot_be_read_says_so_before_the_first_window() {
        Scene scene = new Scene(Scene.errors());
        String cause = "cannot connect to http://prom:9090: connection refused";
        scene.run = scene.run.withHistory("eu", "errors", new History(new Sample.Failed(cause), 1, 0));

        Judgement judgement = scene.judge();

        assertThat(judgement.verdict()).isEqualTo(Verdict.PROVIDER_ERROR);
        assertThat(judgement.sentence()).isEqualTo("errors: " + cause);
        assertThat(judgement.lasting()).isEqualTo(Duration.ZERO);
    }

    @Test
    void because_its_source_could_not_be_read_counts_the_time_from_the_first_window_on() {
        Scene scene = new Scene(Scene.errors());
        Sample failed = new Sample.Failed("connection refused");
        scene.run = scene.run.withHistory("eu", "errors", new History(failed, 1, 0));

        assertThat(scene.windows(3, new Pair(failed, failed)).judge().lasting()).isEqualTo(Duration.ofSeconds(30));
        assertThat(scene.history(1000, 5)
                        .window(Scene.counts(100, 0, 1900, 0))
                        .judge()
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }
}
