package dev.sluice.analysis;

import static dev.sluice.analysis.Scene.counts;
import static dev.sluice.analysis.Scene.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.analysis.Gate.OnFail;
import dev.sluice.analysis.Judgement.Due;
import dev.sluice.analysis.Rules.NoData;
import dev.sluice.analysis.Rules.Patience;
import dev.sluice.analysis.Rules.Policy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What follows when a gate has no answer")
class RulesTest {

    private static final Pair HEALTHY = counts(100, 0, 1900, 10);
    private static final Pair FEW = counts(1, 0, 1900, 10);
    private static final Pair WORSE = counts(100, 2, 1900, 10);
    private static final Pair SICK = counts(100, 8, 1900, 10);
    private static final Pair ABSENT = new Pair(new Sample.Missing("no series"), new Sample.Counts(1900, 10));

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Evidence of 50 requests in 3 windows, a minute of patience, a minute without data. */
    private static Rules rules(Policy noData, Policy inconclusive) {
        return new Rules(
                new Evidence(50, 3),
                Duration.ZERO,
                new Patience(0, MINUTE, MINUTE),
                new NoData(MINUTE, noData),
                inconclusive);
    }

    private static Gate errors(double share, Rules rules) {
        return Scene.errors(share, OnFail.ROLL_BACK).with(rules);
    }

    private static Pair pair(String word) {
        return switch (word) {
            case "few" -> FEW;
            case "worse" -> WORSE;
            case "absent" -> ABSENT;
            default -> throw new IllegalArgumentException(word);
        };
    }

    @ParameterizedTest(name = "noData {0}, onInconclusive {1}: {3} windows of {2} at a last step: {4} → {5}, {6}")
    @CsvSource({
        "HOLD,      HOLD,      absent, 5,  false, NO_DATA, NOTHING",
        "HOLD,      HOLD,      absent, 6,  false, NO_DATA, ASK",
        "ROLL_BACK, HOLD,      absent, 5,  false, NO_DATA, NOTHING",
        "ROLL_BACK, HOLD,      absent, 6,  false, NO_DATA, ROLL_BACK",
        "GO_ON,     HOLD,      absent, 5,  false, NO_DATA, NOTHING",
        "GO_ON,     HOLD,      absent, 6,  false, INCONCLUSIVE, NOTHING",
        "GO_ON,     HOLD,      absent, 11, false, PASS, NOTHING",
        "GO_ON,     HOLD,      absent, 11, true,  NO_DATA, ASK",
        "HOLD,      HOLD,      few,    12, false, INCONCLUSIVE, NOTHING",
        "HOLD,      HOLD,      worse,  12, false, INCONCLUSIVE, NOTHING",
        "HOLD,      HOLD,      worse,  13, false, INCONCLUSIVE, ASK",
        "HOLD,      ROLL_BACK, worse,  12, false, INCONCLUSIVE, NOTHING",
        "HOLD,      ROLL_BACK, worse,  13, false, INCONCLUSIVE, ROLL_BACK",
        "HOLD,      GO_ON,     worse,  13, false, INCONCLUSIVE, ASK",
        "HOLD,      GO_ON,     few,    12, false, INCONCLUSIVE, NOTHING",
        "HOLD,      GO_ON,     few,    13, false, PASS, NOTHING",
        "HOLD,      GO_ON,     few,    13, true,  INCONCLUSIVE, NOTHING",
    })
    void table(Policy noData, Policy inconclusive, String window, int windows, boolean last, Verdict verdict, Due due) {
        Scene scene = new Scene(errors(1, rules(noData, inconclusive))).history(20000, 100);
        scene.lastBelowAll = last;
        if (window.equals("worse")) {
            scene.window(counts(100, 3, 1900, 10)).windows(2, WORSE).windows(windows - 3, FEW);
        } else {
            scene.windows(windows, pair(window));
        }
        assertThat(scene.judge().verdict()).isEqualTo(verdict);
        assertThat(scene.judge().due()).isEqualTo(due);
    }

    @Test
    void a_gate_that_goes_on_without_data_lets_the_others_decide() {
        Gate other = Scene.gate("other", Scene.errors().test(), .5, OnFail.ROLL_BACK);
        Scene scene = new Scene(errors(.5, rules(Policy.GO_ON, Policy.HOLD)), other).history(20000, 100);
        scene.run = scene.run.withHistory("eu", "other", new History(new Sample.Counts(20000, 100), 1, 0));
        for (int i = 0; i < 11; i++) {
            scene.window(Map.of("errors", ABSENT, "other", FEW));
        }
        assertThat(scene.judge().gate()).isEqualTo("other");
        assertThat(scene.judge().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        for (int i = 0; i < 3; i++) {
            scene.window(Map.of("errors", ABSENT, "other", HEALTHY));
        }
        assertThat(scene.judge().verdict()).isEqualTo(Verdict.PASS);
        assertThat(scene.judge().sentence()).contains("errors: no series (goes on without it, as its rules say)");
    }

    @Test
    void a_background_gate_needs_its_evidence_at_some_step_before_everything() {
        Scene scene = new Scene(errors(1, rules(Policy.GO_ON, Policy.HOLD)))
                .history(20000, 100)
                .windows(6, HEALTHY)
                .step(1)
                .windows(20, ABSENT);
        scene.lastBelowAll = true;
        assertThat(scene.judge().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void what_is_due_comes_before_what_is_not() {
        Gate other = Scene.gate("other", Scene.errors().test(), .5, OnFail.ROLL_BACK);
        Scene scene = new Scene(other, errors(.5, rules(Policy.ROLL_BACK, Policy.HOLD)));
        for (int i = 0; i < 6; i++) {
            scene.window(Map.of("errors", ABSENT, "other", ABSENT));
        }
        assertThat(scene.judge().gate()).isEqualTo("errors");
        assertThat(scene.judge().due()).isEqualTo(Due.ROLL_BACK);
    }

    @Test
    void a_failure_that_holds_is_for_a_person_whatever_is_said_of_the_undecided() {
        for (Policy policy : Policy.values()) {
            Gate holds = Scene.errors(1, OnFail.HOLD).with(rules(policy, policy));
            Scene scene = new Scene(holds).history(20000, 100).windows(13, SICK);
            assertThat(scene.judge().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(scene.judge().due()).isEqualTo(Due.ASK);
        }
    }

    @Test
    void each_gate_warms_up_for_itself_and_the_hold_waits_for_the_slowest() {
        Rules standard = Rules.STANDARD;
        Rules slow = new Rules(
                standard.evidence(), Duration.ofSeconds(20), standard.patience(), standard.noData(), Policy.HOLD);
        Gate other =
                Scene.gate("other", Scene.errors().test(), .5, OnFail.ROLL_BACK).with(slow);
        Scene scene = new Scene(errors(.5, standard), other).history(20000, 100);
        scene.run = scene.run.withHistory("eu", "other", new History(new Sample.Counts(20000, 100), 1, 0));
        for (int i = 0; i < 3; i++) {
            scene.window(Map.of("errors", HEALTHY, "other", HEALTHY));
        }
        assertThat(scene.run.logE("errors")).isLessThan(scene.run.logE("other"));
        assertThat(scene.judge().watched()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest(name = "{0} measurements asked for, {1} made: {2}")
    @CsvSource({"1, 6, PASS", "6, 5, INCONCLUSIVE", "6, 6, PASS", "7, 6, INCONCLUSIVE"})
    void a_condition_may_ask_for_more_than_one_measurement(int least, int made, Verdict verdict) {
        Rules rules = new Rules(
                new Evidence(0, least), Duration.ZERO, Rules.STANDARD.patience(), Rules.STANDARD.noData(), Policy.HOLD);
        Scene scene = new Scene(Scene.condition("result < 1", "", 0, 0, 0).with(rules));
        for (int i = 0; i < made; i++) {
            scene.window(Map.of("budget", value(0)));
        }
        assertThat(scene.judge().verdict()).isEqualTo(verdict);
    }
}
