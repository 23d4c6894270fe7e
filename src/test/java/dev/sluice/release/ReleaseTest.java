package dev.sluice.release;

import static dev.sluice.release.Story.EU;
import static dev.sluice.release.Story.US;
import static dev.sluice.release.Story.approval;
import static dev.sluice.release.Story.canary;
import static dev.sluice.release.Story.errors;
import static dev.sluice.release.Story.judged;
import static dev.sluice.release.Story.traffic;
import static dev.sluice.release.Story.wave;
import static dev.sluice.release.Story.weight;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A release")
class ReleaseTest {

    @Test
    void of_a_good_version_walks_its_steps_and_succeeds() {
        Story story = Story.of(judged()).withHistory().until(Phase.SUCCEEDED);

        List<Weight> walked = story.events.stream()
                .filter(Event.Moved.class::isInstance)
                .map(event -> ((Event.Moved) event).stage().weight())
                .distinct()
                .toList();
        assertThat(walked).containsExactly(new Weight(500), new Weight(5000), Weight.ALL);
        assertThat(story.release.ending().orElseThrow().outcome()).isEqualTo(Outcome.PROMOTED);
    }

    @Test
    void of_a_bad_version_gives_everything_back_within_seconds_and_names_the_gate() {
        Story story = Story.of(judged()).withHistory();
        story.traffic = Optional.of(traffic(10));

        story.until(Phase.ROLLED_BACK);

        assertThat(Duration.between(Story.NOON, story.now)).isLessThan(Duration.ofSeconds(10));
        assertThat(story.weight(EU)).isEqualTo(Weight.NONE);
        assertThat(story.release.cause().orElseThrow()).isInstanceOf(Cause.GateFailed.class);
        assertThat(story.sentence()).contains("errors").contains("Stable has everything");
    }

    @Test
    void is_rolled_back_by_its_gates_while_it_is_paused() {
        Story story = Story.of(judged()).withHistory().ticks(3);
        story.command(new Command.Pause("lunch"), "anna");
        story.traffic = Optional.of(traffic(20));

        story.until(Phase.ROLLED_BACK);

        assertThat(story.weight(EU)).isEqualTo(Weight.NONE);
    }

    @Test
    void never_goes_on_without_data_and_says_so() {
        Story story = Story.of(judged()).withHistory();
        story.traffic = Optional.of(new Pair(new Sample.Missing("no series"), new Sample.Missing("no series")));

        story.ticks(400);
        assertThat(story.weight(EU)).isEqualTo(new Weight(500));

        story.until(Phase.PAUSED);
        assertThat(story.release.pauseReason()).contains(Pause.Reason.NO_DATA);
        assertThat(story.sentence()).contains("no series");
    }

    @Test
    void goes_on_by_itself_when_the_data_are_back() {
        Story story = Story.of(judged()).withHistory();
        story.traffic = Optional.of(new Pair(new Sample.Failed("timeout"), new Sample.Failed("timeout")));
        story.until(Phase.PAUSED);

        story.traffic = Optional.of(traffic(0));

        story.until(Phase.SUCCEEDED);
    }

    @Test
    void waits_while_its_lane_is_taken() {
        Story story = Story.of(judged());
        story.blockers = List.of("release r-x is still moving here");

        story.ticks(5);

        assertThat(story.release.phase()).isEqualTo(Phase.PENDING);
        assertThat(story.sentence()).contains("r-x");
    }

    @Test
    void of_a_target_without_a_stable_version_goes_straight_to_everything() {
        Story story = Story.of(judged());
        story.stable = Optional.empty();

        story.until(Phase.SUCCEEDED);

        assertThat(Duration.between(Story.NOON, story.now)).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void does_not_begin_before_the_candidate_has_a_healthy_instance() {
        Story story = Story.of(judged());
        story.candidateHealthy = 0;

        story.ticks(20);

        assertThat(story.weight(EU)).isEqualTo(Weight.NONE);
        assertThat(story.sentence()).contains("healthy instance");
    }

    @Test
    void does_not_raise_a_weight_that_the_router_has_not_confirmed() {
        Story story = Story.of(canary(List.of(weight(5, 1), weight(100, 0)), List.of(wave(EU)), List.of()));
        story.ticks(2);
        story.routersAnswer = false;

        story.ticks(30);

        assertThat(story.weight(EU)).isEqualTo(new Weight(500));
    }

    @Test
    void gives_back_the_first_wave_when_the_second_fails() {
        Plan waves = canary(List.of(weight(50, 5), weight(100, 0)), List.of(wave(EU), wave(US)), List.of(errors()));
        Story story = Story.of(waves).withHistory();
        for (int i = 0; i < 600 && story.weight(US).equals(Weight.NONE); i++) {
            story.tick();
        }
        assertThat(story.release.target(EU).stage()).isInstanceOf(Stage.Baked.class);
        story.traffic = Optional.of(traffic(30));

        story.until(Phase.ROLLED_BACK);

        assertThat(story.weight(EU)).isEqualTo(Weight.NONE);
        assertThat(story.weight(US)).isEqualTo(Weight.NONE);
    }

    @Test
    void in_lock_step_keeps_its_targets_together() {
        Wave together = new Wave(List.of(EU, US), Duration.ofSeconds(5), true);
        Plan plan = canary(List.of(weight(5, 5), weight(50, 5), weight(100, 0)), List.of(together), List.of());
        Story story = Story.of(plan);

        while (story.release.phase() != Phase.SUCCEEDED) {
            story.tick();
            assertThat(story.weight(EU)).isEqualTo(story.weight(US));
        }
    }

    @Test
    void corrects_a_meddled_router_three_times_and_then_asks() {
        Story story = Story.of(canary(List.of(weight(5, 600), weight(100, 0)), List.of(wave(EU)), List.of()));
        story.ticks(3);

        for (int i = 0; i < 3; i++) {
            story.meddle(EU, new Weight(9000));
            story.ticks(2);
            assertThat(story.release.phase()).isEqualTo(Phase.PROGRESSING);
        }
        story.meddle(EU, new Weight(9000));
        story.tick();

        assertThat(story.release.pauseReason()).contains(Pause.Reason.DRIFT);
    }

    @Test
    void stays_for_a_person_when_stable_has_no_healthy_instance_to_go_back_to() {
        Story story = Story.of(judged()).withHistory().ticks(3);
        story.stableHealthy = 0;
        story.traffic = Optional.of(traffic(30));

        story.until(Phase.PAUSED);

        assertThat(story.release.pauseReason()).contains(Pause.Reason.DEPENDENCY);
        assertThat(story.sentence()).contains("stable has 0 of 1 healthy at eu: connection refused");
    }

    @Test
    void ends_by_its_deadline_but_not_while_an_approval_is_open() {
        Plan plan = canary(List.of(approval(1), weight(100, 0)), List.of(wave(EU)), List.of());
        Plan hurried = new Plan(
                plan.type(),
                plan.steps(),
                plan.waves(),
                plan.gates(),
                plan.alpha(),
                plan.beta(),
                plan.window(),
                plan.keepFor(),
                Duration.ofSeconds(30),
                plan.onNewer());
        Story story = Story.of(hurried).ticks(300);
        assertThat(story.release.phase()).isEqualTo(Phase.PAUSED);

        story.command(new Command.Decide(0, true, ""), "anna");
        story.tick();
        story.command(new Command.Pause(""), "anna");

        story.until(Phase.EXPIRED);
        assertThat(story.sentence()).contains("deadline");
    }

    @Test
    void equals_the_fold_of_its_events() {
        Story story = Story.of(judged()).withHistory().ticks(3);
        story.command(new Command.Pause(""), "anna");
        story.ticks(2);
        story.command(new Command.Resume(""), "anna");
        story.until(Phase.SUCCEEDED);

        assertThat(story.folded()).isEqualTo(story.release);
    }

    @Test
    void ends_once_and_then_never_changes() {
        Story story = Story.of(judged()).withHistory().until(Phase.SUCCEEDED).ticks(5);

        assertThat(story.events.stream().filter(Event.Ended.class::isInstance)).hasSize(1);
        assertThat(story.command(new Command.Abort(""), "anna")).isInstanceOf(CommandResult.Refused.class);
    }
}
