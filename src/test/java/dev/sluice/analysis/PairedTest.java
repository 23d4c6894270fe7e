package dev.sluice.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.analysis.Gate.OnFail;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A gauge is judged by one difference a window")
class PairedTest {

    private static Scene scene(boolean lowerIsWorse) {
        return new Scene(Scene.gate("cpu", new Gate.Test.Paired(.05, lowerIsWorse), 1, OnFail.ROLL_BACK));
    }

    private static Scene windows(Scene scene, double candidate, double stable) {
        for (int i = 0; i < 15; i++) {
            scene.window(Map.of("cpu", new Pair(new Sample.Value(candidate), new Sample.Value(stable))));
        }
        return scene;
    }

    @Test
    void more_is_worse_unless_said_otherwise() {
        assertThat(windows(scene(false), .7, .5).judge().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(windows(scene(true), .7, .5).judge().verdict()).isEqualTo(Verdict.PASS);
        assertThat(windows(scene(true), .5, .7).judge().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void less_than_the_margin_is_nothing() {
        assertThat(windows(scene(false), .54, .5).judge().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void without_a_control_it_asks_for_nothing() {
        Scene scene = windows(scene(false), .5, .5);
        scene.compared = false;
        scene.step(1);
        for (int i = 0; i < 6; i++) {
            scene.window(Map.of());
        }
        assertThat(scene.judge().verdict()).isEqualTo(Verdict.PASS);
        assertThat(scene.judge().sentence()).contains("no control");
    }
}
