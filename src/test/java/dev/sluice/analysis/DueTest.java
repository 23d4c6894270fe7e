package dev.sluice.analysis;

import static dev.sluice.analysis.Scene.NOON;
import static dev.sluice.analysis.Scene.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.analysis.Gate.OnFail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A provider is asked only when a measurement is due")
class DueTest {

    /** Every 30 s from 20 s on, among looks of 10 s. */
    private static Gate every30Seconds(int count) {
        Gate.Test test = new Gate.Test.Condition(
                Optional.of("result < 1"),
                Optional.empty(),
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                count,
                0,
                0,
                4,
                0);
        return Scene.gate("budget", test, 0, OnFail.ROLL_BACK);
    }

    /** At which looks the gate is read. */
    private static List<Integer> asked(Scene scene, String gate, int looks) {
        List<Integer> asked = new ArrayList<>();
        for (int look = 1; look <= looks; look++) {
            boolean due = scene.run.isDue("eu", gate, scene.step, scene.now, scene.now.plus(Scene.WINDOW));
            if (due) {
                asked.add(look);
            }
            scene.window(due ? Map.of(gate, value(0)) : Map.of());
        }
        return asked;
    }

    @Test
    void a_condition_at_its_interval_and_after_its_delay() {
        Scene scene = new Scene(every30Seconds(0));
        assertThat(asked(scene, "budget", 9)).containsExactly(2, 5, 8);
        assertThat(scene.judge().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void a_condition_that_is_done_never_again() {
        assertThat(asked(new Scene(every30Seconds(2)), "budget", 20)).containsExactly(2, 5);
    }

    @Test
    void a_gate_of_a_step_only_there_and_then_anew() {
        Gate first = every30Seconds(1);
        Scene scene = new Scene(
                new Gate(first.name(), first.metric(), first.test(), 0, first.onFail(), Optional.of(Set.of(1, 2))));
        assertThat(asked(scene, "budget", 3)).isEmpty();
        assertThat(asked(scene.step(1), "budget", 6)).containsExactly(2);
        assertThat(asked(scene.step(2), "budget", 6)).containsExactly(2);
    }

    @Test
    void a_sequential_gate_at_every_look_after_its_warm_up() {
        Rules standard = Rules.STANDARD;
        Gate warming = Scene.errors()
                .with(new Rules(
                        standard.evidence(),
                        Duration.ofSeconds(20),
                        standard.patience(),
                        standard.noData(),
                        standard.onInconclusive()));
        AnalysisRun run =
                new Scene(warming).run.observe(new Look("eu", 0, 1, true, true, NOON, NOON.plusSeconds(10), Map.of()));
        assertThat(run.isDue("eu", "errors", 0, NOON.plusSeconds(10), NOON.plusSeconds(20)))
                .isFalse();
        assertThat(run.isDue("eu", "errors", 0, NOON.plusSeconds(20), NOON.plusSeconds(30)))
                .isTrue();
        assertThat(run.isDue("eu", "nobody", 0, NOON.plusSeconds(20), NOON.plusSeconds(30)))
                .isFalse();
    }
}
