package dev.sluice.release;

import static dev.sluice.release.Story.EU;
import static dev.sluice.release.Story.NOON;
import static dev.sluice.release.Story.approval;
import static dev.sluice.release.Story.canary;
import static dev.sluice.release.Story.judged;
import static dev.sluice.release.Story.wave;
import static dev.sluice.release.Story.weight;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A freeze")
class FreezeTest {

    private static final Plan UNJUDGED =
            canary(List.of(weight(5, 10), weight(50, 10), weight(100, 0)), List.of(wave(EU)), List.of());

    private static Freeze freeze(String name, int fromSecond, int untilSecond) {
        Schedule once = new Schedule.Once(NOON.plusSeconds(fromSecond), NOON.plusSeconds(untilSecond));
        return new Freeze(name, Set.of(), Set.of(), "nobody is here", once);
    }

    /** At 5 %, where a freeze of ten minutes has just begun. */
    private static Story held(Plan plan) {
        Story story = Story.of(plan).withHistory().ticks(4);
        story.freezes = List.of(freeze("christmas", 5, 605));
        return story.tick();
    }

    @ParameterizedTest(name = "of environments {0} and services {1}: {2}")
    @CsvSource({"'', '', true", "prod, '', true", "'', shop, true", "prod, cart, false", "staging, '', false"})
    void is_for_whom_it_names(String environment, String service, boolean holds) {
        Freeze freeze = new Freeze(
                "christmas",
                environment.isEmpty() ? Set.of() : Set.of(environment),
                service.isEmpty() ? Set.of() : Set.of(service),
                "",
                new Schedule.Once(NOON, NOON.plusSeconds(10)));

        assertThat(freeze.inForce(Story.spec(Spec.Kind.ROLLOUT), NOON).isPresent())
                .isEqualTo(holds);
        assertThat(freeze.inForce(Story.spec(Spec.Kind.RETRY), NOON).isPresent())
                .isEqualTo(holds);
        assertThat(freeze.inForce(Story.spec(Spec.Kind.UNDO), NOON)).isEmpty();
    }

    @Test
    void that_is_over_last_is_the_one_that_is_named() {
        Spec spec = Story.spec(Spec.Kind.ROLLOUT);

        assertThat(Frozen.of(List.of(freeze("long", 0, 90), freeze("short", 0, 60)), spec, NOON))
                .map(Frozen::name)
                .contains("long");
    }

    @Test
    void lets_nothing_start_and_is_named_as_what_is_waited_for() {
        Story story = Story.of(judged()).withHistory();
        story.freezes = List.of(freeze("christmas", 0, 60));

        story.ticks(59);

        assertThat(story.release.phase()).isEqualTo(Phase.PENDING);
        assertThat(story.sentence()).contains("freeze christmas (nobody is here)", "until 2026-03-01T12:01:00Z");
        assertThat(story.events).isEmpty();
        story.until(Phase.SUCCEEDED);
    }

    @Test
    void holds_a_first_release_too() {
        Story story = Story.of(judged());
        story.stable = Optional.empty();
        story.freezes = List.of(freeze("christmas", 0, 60));

        assertThat(story.ticks(59).release.phase()).isEqualTo(Phase.PENDING);
        assertThat(story.ticks(5).weight(EU)).isEqualTo(Weight.ALL);
    }

    @Test
    void holds_a_moving_release_where_it_is_and_lets_it_go_on_by_itself() {
        Story story = held(judged()).ticks(300);

        assertThat(story.release.phase()).isEqualTo(Phase.PAUSED);
        assertThat(story.release.pauseReason()).contains(Pause.Reason.FREEZE);
        assertThat(story.weight(EU)).isEqualTo(new Weight(500));
        assertThat(story.sentence())
                .contains("freeze christmas (nobody is here)", "until 2026-03-01T12:10:05Z", "goes on by itself");

        story.until(Phase.SUCCEEDED);
        assertThat(story.folded()).isEqualTo(story.release);
        assertThat(story.events.stream().filter(Event.Paused.class::isInstance)).hasSize(1);
    }

    @Test
    void that_is_deleted_holds_no_more() {
        Story story = held(UNJUDGED).ticks(30);
        story.freezes = List.of();

        story.tick();

        assertThat(story.weight(EU)).isEqualTo(new Weight(5000));
    }

    @Test
    void that_is_changed_is_shown_as_it_is_now() {
        Story story = held(judged());
        Instant since = story.release.pause().orElseThrow().since();
        story.freezes = List.of(freeze("christmas", 5, 905));

        story.tick();

        Pause pause = story.release.pause().orElseThrow();
        assertThat(pause.until()).contains(NOON.plusSeconds(905));
        assertThat(pause.since()).isEqualTo(since);
    }

    @Test
    void that_follows_another_goes_on_holding() {
        Story story = held(UNJUDGED);
        story.freezes = List.of(freeze("christmas", 5, 605), freeze("newyear", 600, 1200));

        story.ticks(700);

        assertThat(story.release.pause().orElseThrow().what()).contains("newyear");
        assertThat(story.weight(EU)).isEqualTo(new Weight(500));
    }

    @Test
    void does_not_keep_a_bad_version_in() {
        Story story = held(judged());
        story.traffic = Optional.of(Story.traffic(50));

        story.until(Phase.ROLLED_BACK);

        assertThat(story.release.ending().orElseThrow().outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(Duration.between(NOON, story.now)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void stops_the_clock_of_the_deadline() {
        Story story = Story.of(judged()).withHistory().ticks(4);
        int threeDays = 3 * 86_400;
        story.freezes = List.of(freeze("christmas", 5, threeDays));
        Duration before = story.release.deadlineSpent(story.now);
        story.tick();
        story.now = NOON.plusSeconds(threeDays - 2);

        story.tick();

        assertThat(story.release.phase()).isEqualTo(Phase.PAUSED);
        assertThat(story.release.deadlineSpent(story.now)).isLessThan(before.plusSeconds(3));
        assertThat(story.until(Phase.SUCCEEDED).release.skipped()).isFalse();
    }

    @Test
    void that_begins_at_100_percent_keeps_the_version_from_becoming_stable() {
        Story story = Story.of(UNJUDGED).until(Phase.PROMOTING);
        int now = (int) Duration.between(NOON, story.now).toSeconds();
        story.freezes = List.of(freeze("christmas", now, now + 600));

        story.ticks(300);

        assertThat(story.release.pauseReason()).contains(Pause.Reason.FREEZE);
        assertThat(story.weight(EU)).isEqualTo(Weight.ALL);
        story.until(Phase.SUCCEEDED);
    }

    @Test
    void leaves_an_approval_to_people_and_waits_with_what_they_said() {
        Plan plan = canary(List.of(weight(5, 1), approval(1), weight(100, 0)), List.of(wave(EU)), List.of());
        Story story = Story.of(plan).until(Phase.PAUSED);
        story.freezes = List.of(freeze("christmas", 0, 600));
        story.tick();
        assertThat(story.sentence()).contains("step 2 waits for 1 approval, which can be given now");

        story.command(new Command.Decide(1, true, ""), "anna");
        story.ticks(60);

        assertThat(story.release.pauseReason()).contains(Pause.Reason.FREEZE);
        assertThat(story.weight(EU)).isEqualTo(new Weight(500));
        story.until(Phase.SUCCEEDED);
    }

    @Test
    void stops_no_abort() {
        Story story = held(judged());

        story.command(new Command.Abort("smells"), "anna");

        assertThat(story.weight(EU)).isEqualTo(Weight.NONE);
        story.until(Phase.ROLLED_BACK);
    }

    @Test
    void is_ended_by_a_change_of_it_and_by_no_command() {
        Story story = held(judged());
        Release before = story.release;
        List<Command> pushes = List.of(new Command.Resume(""), new Command.Advance(""), new Command.Promote(""));

        for (Command command : pushes) {
            assertThat(story.command(command, "anna"))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(CommandResult.Refused.class))
                    .extracting(CommandResult.Refused::why)
                    .asString()
                    .contains("freeze christmas (nobody is here)", "DELETE /v1/freezes/christmas", "audited");
        }
        assertThat(story.release).isEqualTo(before);
    }

    @Test
    void refuses_a_push_also_before_it_was_noted() {
        Story story = Story.of(judged()).withHistory().ticks(4);
        story.freezes = List.of(freeze("christmas", 0, 605));

        assertThat(story.command(new Command.Advance(""), "anna")).isInstanceOf(CommandResult.Refused.class);
    }

    @Test
    void leaves_paused_what_a_person_paused_before_it() {
        Story story = Story.of(UNJUDGED).ticks(4);
        story.command(new Command.Pause("lunch"), "anna");
        story.freezes = List.of(freeze("christmas", 0, 60));
        story.tick();
        assertThat(story.release.pauseReason()).contains(Pause.Reason.FREEZE);
        assertThat(story.sentence()).contains("then it stays paused by anna: lunch");

        story.ticks(90);

        assertThat(story.release.pauseReason()).contains(Pause.Reason.USER);
        assertThat(story.weight(EU)).isEqualTo(new Weight(500));
        story.command(new Command.Resume(""), "anna");
        story.until(Phase.SUCCEEDED);
        assertThat(story.folded()).isEqualTo(story.release);
    }

    @Test
    void leaves_paused_what_a_person_pauses_during_it() {
        Story story = held(UNJUDGED);
        story.command(new Command.Pause("lunch"), "anna");
        assertThat(story.command(new Command.Pause("again"), "bob")).isEqualTo(new CommandResult.Accepted(List.of()));
        assertThat(story.release.pauseReason()).contains(Pause.Reason.FREEZE);

        story.ticks(700);

        assertThat(story.release.pauseReason()).contains(Pause.Reason.USER);
        assertThat(story.sentence()).contains("by anna: lunch");
    }

    @Test
    void that_is_just_over_is_ended_together_with_the_pause_beneath_it() {
        Story story = held(UNJUDGED);
        story.command(new Command.Pause("lunch"), "anna");
        story.freezes = List.of();

        story.command(new Command.Resume(""), "anna");

        assertThat(story.release.phase()).isEqualTo(Phase.PROGRESSING);
    }

    @Test
    void shows_what_somebody_else_did_to_the_router_when_it_is_over() {
        Story story = held(UNJUDGED);
        for (int i = 0; i <= Drift.MAX_CORRECTIONS; i++) {
            story.meddle(EU, new Weight(9000));
            story.ticks(2);
        }
        assertThat(story.sentence()).contains("freeze christmas", "somebody else set the traffic");
        story.freezes = List.of();

        story.ticks(2);

        assertThat(story.release.pauseReason()).contains(Pause.Reason.DRIFT);
    }

    @Test
    void is_looked_at_again_at_its_end_and_every_ten_seconds_before() {
        Story story = Story.of(judged()).withHistory();
        story.freezes = List.of(freeze("christmas", 0, 15));

        assertThat(story.tick().nextTickAt).isEqualTo(NOON.plusSeconds(11));
        assertThat(story.ticks(9).nextTickAt).isEqualTo(NOON.plusSeconds(15));
    }
}
