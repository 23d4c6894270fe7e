package dev.sluice.analysis;

import static dev.sluice.analysis.Scene.counts;
import static dev.sluice.analysis.Scene.errors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.analysis.Gate.OnFail;
import dev.sluice.analysis.sequential.LogSum;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Several gates and several targets")
class SeveralTest {

    private static final Pair HEALTHY = counts(100, 0, 1900, 10);
    private static final Pair SICK = counts(100, 8, 1900, 10);

    private static Gate named(String name, double share, OnFail onFail) {
        return Scene.gate(name, errors().test(), share, onFail);
    }

    @Test
    void evidence_over_targets_is_half_the_product_and_half_the_mean() {
        Scene scene = new Scene(errors()).history(20000, 100);
        scene.target = "us";
        scene.history(20000, 100).window(HEALTHY);
        scene.target = "eu";
        scene.now = Scene.NOON;
        scene.window(SICK);
        double eu = scene.errorsOf("eu").logCompared();
        double us = scene.errorsOf("us").logCompared();
        double expected = Math.log(.5) + LogSum.of(eu + us, LogSum.mean(new double[] {eu, us}));
        assertThat(scene.run.logE("errors")).isCloseTo(expected, within(1e-12));
    }

    @Test
    void a_fault_in_one_region_is_not_hidden_by_the_healthy_ones() {
        Scene scene = new Scene(errors());
        for (String target : List.of("a", "b", "c", "d", "e")) {
            scene.target = target;
            scene.now = Scene.NOON;
            scene.history(20000, 100).windows(50, HEALTHY);
        }
        assertThat(scene.step(1).windows(5, SICK).judge().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void a_failure_elsewhere_is_told_with_its_figures() {
        Scene scene = new Scene(errors()).history(20000, 100).windows(2, SICK);
        scene.target = "us";
        assertThat(scene.judge().sentence()).startsWith("errors 8 % vs 0.53 %").endsWith("requests (eu)");
    }

    @Test
    void the_gate_with_the_largest_weighted_evidence_is_named() {
        Scene scene = new Scene(named("a", .5, OnFail.ROLL_BACK), named("b", .5, OnFail.ROLL_BACK));
        teach(scene, "a", "b");
        scene.window(Map.of("a", HEALTHY, "b", SICK)).window(Map.of("a", HEALTHY, "b", SICK));
        Judgement judgement = scene.judge();
        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.gate()).isEqualTo("b");
    }

    @Test
    void a_gate_that_holds_turns_fail_into_inconclusive() {
        Scene scene = new Scene(errors(1, OnFail.HOLD)).history(20000, 100).windows(6, SICK);
        Judgement judgement = scene.judge();
        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.gates().getFirst().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void a_gate_that_reports_stops_nothing() {
        Scene scene = new Scene(errors(1, OnFail.REPORT)).history(20000, 100).windows(6, SICK);
        assertThat(scene.judge().verdict()).isEqualTo(Verdict.PASS);
        assertThat(scene.judge().gates().getFirst().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void a_gate_is_judged_only_at_its_steps() {
        Gate later = new Gate(
                "errors", new Metric.ErrorRatio(), errors().test(), 1, OnFail.ROLL_BACK, Optional.of(Set.of(1)));
        Scene scene = new Scene(later).history(20000, 100).windows(6, SICK);
        assertThat(scene.judge().verdict()).isEqualTo(Verdict.PASS);
        assertThat(scene.step(1).windows(2, SICK).judge().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void no_data_of_one_gating_gate_is_no_data_of_all() {
        Scene scene = new Scene(named("a", .5, OnFail.ROLL_BACK), named("b", .5, OnFail.ROLL_BACK));
        teach(scene, "a", "b");
        for (int i = 0; i < 10; i++) {
            scene.window(Map.of("a", HEALTHY));
        }
        Judgement judgement = scene.judge();
        assertThat(judgement.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(judgement.gate()).isEqualTo("b");
        assertThat(judgement.watched()).isZero();
    }

    private static void teach(Scene scene, String... gates) {
        for (String gate : gates) {
            scene.run = scene.run.withHistory("eu", gate, new History(new Sample.Counts(20000, 100), 1, 0));
        }
    }
}
