package dev.sluice.analysis;

import static dev.sluice.analysis.Scene.counts;
import static dev.sluice.analysis.Scene.errors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.analysis.Judgement.Due;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The verdict of a look")
class VerdictTest {

    private static final Pair HEALTHY = counts(100, 0, 1900, 10);
    private static final Pair SICK = counts(100, 8, 1900, 10);
    private static final Pair ABSENT = new Pair(new Sample.Missing("no series"), new Sample.Counts(1900, 10));

    private final Scene scene = new Scene(errors()).history(20000, 100);

    private static Rules rules(Evidence evidence, Duration warmUp) {
        Rules standard = Rules.STANDARD;
        return new Rules(evidence, warmUp, standard.patience(), standard.noData(), standard.onInconclusive());
    }

    @Test
    void is_inconclusive_until_the_hold_is_over_and_then_passes() {
        assertThat(scene.windows(5, HEALTHY).judge().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        Judgement judgement = scene.window(HEALTHY).judge();
        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.gate()).isEmpty();
        assertThat(judgement.watched()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void fails_at_once_when_the_evidence_is_there_and_says_how_much_worse() {
        Judgement judgement = scene.windows(2, SICK).judge();
        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.gate()).isEqualTo("errors");
        assertThat(judgement.sentence())
                .startsWith("errors 8 % vs 0.53 %, at least ")
                .endsWith(" times as many with 99 % confidence; 200 and 3,800 requests");
    }

    @Test
    void once_failed_stays_failed() {
        scene.windows(2, SICK).windows(500, HEALTHY);
        assertThat(scene.judge().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void fails_for_whichever_target_asks() {
        scene.windows(2, SICK);
        scene.target = "us";
        assertThat(scene.judge().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void waits_for_the_least_evidence_of_this_step_and_says_how_long() {
        scene.hold = Duration.ofSeconds(20);
        scene.minHold = scene.hold;
        Judgement judgement = scene.windows(3, counts(12, 0, 1900, 10)).judge();
        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.sentence()).contains("needs about 14 more requests (about 12 s)");
    }

    @Test
    void at_low_traffic_says_how_long_the_step_needs() {
        Judgement judgement = scene.windows(3, counts(4, 0, 1900, 10)).judge();
        assertThat(judgement.sentence()).contains("at 0.4 requests a second this step needs about 95 s");
    }

    @Test
    void evidence_of_an_earlier_step_does_not_count_for_this_one() {
        scene.windows(6, HEALTHY).step(1);
        assertThat(scene.judge().watched()).isEqualTo(Duration.ZERO);
        assertThat(scene.windows(2, HEALTHY).judge().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void stays_at_a_step_where_something_may_be_wrong() {
        scene.hold = Duration.ofSeconds(30);
        Judgement judgement = scene.windows(3, counts(100, 2, 1900, 10)).judge();
        assertThat(judgement.gates().getFirst().logE()).isGreaterThan(Math.log(5));
        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.sentence()).contains("may be worse").contains("to be sure");
    }

    @Test
    void the_last_step_below_all_wants_proof_not_silence() {
        scene.lastBelowAll = true;
        Judgement silent = scene.windows(6, counts(15, 0, 1900, 10)).judge();
        assertThat(silent.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(silent.sentence()).contains("not yet proven to be at most 3 times stable's plus 1 %");
        assertThat(scene.windows(20, counts(15, 0, 1900, 10)).judge().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void promotes_early_only_when_the_own_margin_is_proven() {
        scene.run = AnalysisRun.begin(
                        List.of(Scene.gate(
                                "errors",
                                new Gate.Test.Proportion(new Gate.Margin(1.5, .01), Scene.SAFE, true),
                                1,
                                Gate.OnFail.ROLL_BACK)),
                        .01,
                        .05,
                        3)
                .withHistory("eu", "errors", new History(new Sample.Counts(20000, 100), 1, 0));
        scene.hold = Duration.ofMinutes(10);
        scene.minHold = Duration.ofMinutes(1);
        assertThat(scene.windows(5, HEALTHY).judge().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(scene.windows(3, HEALTHY).judge().verdict()).isEqualTo(Verdict.PASS);
        scene.minHold = scene.hold;
        assertThat(scene.judge().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void no_data_is_no_pass_and_its_time_does_not_count() {
        scene.windows(4, HEALTHY).windows(3, ABSENT);
        Judgement judgement = scene.judge();
        assertThat(judgement.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(judgement.sentence())
                .isEqualTo("errors: no series; 400 requests of the candidate earlier in this step");
        assertThat(judgement.lasting()).isEqualTo(Duration.ofSeconds(30));
        assertThat(judgement.watched()).isEqualTo(Duration.ofSeconds(40));
        assertThat(scene.window(HEALTHY).judge().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(scene.window(HEALTHY).judge().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void a_broken_provider_is_told_from_missing_data() {
        Pair broken = new Pair(new Sample.Failed("timeout after 2 s"), new Sample.Missing("not asked"));
        Judgement judgement = scene.window(broken).judge();
        assertThat(judgement.verdict()).isEqualTo(Verdict.PROVIDER_ERROR);
        assertThat(judgement.sentence()).contains("timeout after 2 s");
    }

    @Test
    void patience_ends_after_the_hold_and_starts_anew_when_a_person_says_so() {
        scene.hold = Duration.ofSeconds(30);
        scene.window(counts(100, 3, 1900, 10))
                .windows(2, counts(100, 2, 1900, 10))
                .windows(18, counts(1, 0, 1900, 10));
        assertThat(scene.judge().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(scene.judge().due()).isEqualTo(Due.NOTHING);
        scene.window(counts(1, 0, 1900, 10));
        assertThat(scene.judge().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(scene.judge().due()).isEqualTo(Due.ASK);
        scene.since = scene.now;
        assertThat(scene.judge().due()).isEqualTo(Due.NOTHING);
    }

    @Test
    void patience_does_not_start_before_the_evidence_could_be_there() {
        scene.hold = Duration.ofSeconds(30);
        scene.run = AnalysisRun.begin(List.of(errors().with(Scene.patient(Duration.ofMinutes(1)))), .01, .05, 3);
        scene.windows(11, counts(1, 0, 99, 0));
        assertThat(scene.judge().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(scene.judge().due()).isEqualTo(Due.NOTHING);
    }

    @Test
    void nothing_seen_is_no_pass_however_little_is_asked_for() {
        scene.run = AnalysisRun.begin(List.of(errors().with(rules(new Evidence(0, 0), Duration.ZERO))), .01, .05, 3);
        scene.hold = Duration.ZERO;
        scene.minHold = Duration.ZERO;
        assertThat(scene.judge().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void late_duplicate_and_overlapping_windows_change_nothing() {
        scene.windows(3, HEALTHY);
        AnalysisRun before = scene.run;
        scene.now = Scene.NOON;
        assertThat(scene.window(SICK).run).isSameAs(before);
        scene.now = Scene.NOON.plusSeconds(25);
        assertThat(scene.window(SICK).run).isSameAs(before);
    }

    @Test
    void windows_that_do_not_count_are_evidence_against_only() {
        scene.run = scene.run.observe(new Look(
                "eu",
                0,
                1,
                true,
                false,
                scene.now,
                scene.now.plusSeconds(60),
                Map.of("errors", counts(600, 0, 11400, 60))));
        assertThat(scene.judge().watched()).isEqualTo(Duration.ZERO);
        assertThat(scene.run.logE("errors")).isNegative();
    }

    @Test
    void the_warm_up_is_discarded() {
        scene.run = AnalysisRun.begin(
                        List.of(errors().with(rules(new Evidence(50, 3), Duration.ofSeconds(20)))), .01, .05, 3)
                .withHistory("eu", "errors", new History(new Sample.Counts(20000, 100), 1, 0));
        assertThat(scene.windows(2, SICK).judge().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(scene.run.logE("errors")).isZero();
        assertThat(scene.windows(2, SICK).judge().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void a_retry_goes_on_with_the_evidence() {
        scene.windows(4, counts(100, 2, 1900, 10));
        double evidence = scene.run.logE("errors");
        scene.run = scene.run.carryOver();
        assertThat(scene.run.logE("errors")).isEqualTo(evidence);
        assertThat(scene.judge().watched()).isEqualTo(Duration.ZERO);
        assertThat(scene.window(SICK).judge().verdict()).isEqualTo(Verdict.FAIL);
    }
}
