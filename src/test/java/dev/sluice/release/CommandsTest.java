package dev.sluice.release;

import static dev.sluice.release.Story.EU;
import static dev.sluice.release.Story.approval;
import static dev.sluice.release.Story.canary;
import static dev.sluice.release.Story.judged;
import static dev.sluice.release.Story.wave;
import static dev.sluice.release.Story.weight;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A command")
class CommandsTest {

    private static final Plan WITH_APPROVAL =
            canary(List.of(weight(5, 2), approval(2), weight(100, 0)), List.of(wave(EU)), List.of());

    @Test
    void to_abort_gives_everything_back_and_is_accepted_twice() {
        Story story = Story.of(judged()).withHistory().ticks(4);

        assertThat(story.command(new Command.Abort("smells"), "anna")).isInstanceOf(CommandResult.Accepted.class);
        assertThat(story.weight(EU)).isEqualTo(Weight.NONE);
        assertThat(story.command(new Command.Abort("again"), "bob")).isEqualTo(new CommandResult.Accepted(List.of()));

        story.until(Phase.ROLLED_BACK);
        assertThat(story.release.ending().orElseThrow().outcome()).isEqualTo(Outcome.ABORTED);
        assertThat(story.sentence()).contains("anna").contains("smells");
    }

    @Test
    void to_abort_a_release_that_waits_cancels_it() {
        Story story = Story.of(judged());
        story.blockers = List.of("another one");
        story.tick();

        story.command(new Command.Abort(""), "anna");

        assertThat(story.release.phase()).isEqualTo(Phase.CANCELLED);
    }

    @Test
    void to_abort_before_the_candidate_got_anything_ends_it_at_once() {
        Story story = Story.of(judged());
        story.candidateHealthy = 0;
        story.ticks(3);

        story.command(new Command.Abort(""), "anna");

        assertThat(story.release.phase()).isEqualTo(Phase.CANCELLED);
    }

    @Test
    void to_pause_holds_the_weight_until_somebody_resumes() {
        Story story = Story.of(judged()).withHistory().ticks(4);
        story.command(new Command.Pause("lunch"), "anna");

        story.ticks(60);
        assertThat(story.weight(EU)).isEqualTo(new Weight(500));
        assertThat(story.sentence()).contains("anna").contains("lunch");

        story.command(new Command.Resume(""), "bob");
        story.until(Phase.SUCCEEDED);
    }

    @Test
    void to_advance_skips_the_hold_and_is_said_in_the_outcome() {
        Story story = Story.of(judged()).withHistory().ticks(3);

        story.command(new Command.Advance(""), "anna");

        assertThat(story.weight(EU)).isEqualTo(new Weight(5000));
        story.until(Phase.SUCCEEDED);
        assertThat(story.release.ending().orElseThrow().outcome()).isEqualTo(Outcome.FAST_PROMOTED);
    }

    @Test
    void to_promote_goes_to_everything_but_never_past_a_missing_approval() {
        Story free = Story.of(judged()).withHistory().ticks(3);
        free.command(new Command.Promote(""), "anna");
        assertThat(free.weight(EU)).isEqualTo(Weight.ALL);

        Story guarded = Story.of(WITH_APPROVAL).ticks(2);
        assertThat(guarded.command(new Command.Promote(""), "anna")).isInstanceOf(CommandResult.Refused.class);
        assertThat(guarded.weight(EU)).isEqualTo(new Weight(500));
    }

    @Test
    void to_approve_counts_distinct_people_and_never_the_requester() {
        Story story = Story.of(WITH_APPROVAL).until(Phase.PAUSED);

        assertThat(story.command(new Command.Decide(1, true, ""), "carol")).isInstanceOf(CommandResult.Refused.class);
        story.command(new Command.Decide(1, true, ""), "anna");
        story.command(new Command.Decide(1, true, ""), "anna");
        story.ticks(5);
        assertThat(story.release.phase()).isEqualTo(Phase.PAUSED);
        assertThat(story.sentence()).contains("1 approval");

        story.command(new Command.Decide(1, true, ""), "bob");
        story.until(Phase.SUCCEEDED);
    }

    @Test
    void to_approve_takes_another_person_not_another_spelling() {
        Story story = Story.of(WITH_APPROVAL).until(Phase.PAUSED);

        assertThat(story.command(new Command.Decide(1, true, ""), "Carol")).isInstanceOf(CommandResult.Refused.class);
        story.command(new Command.Decide(1, true, ""), "anna");
        assertThat(story.command(new Command.Decide(1, true, ""), "ANNA"))
                .isEqualTo(new CommandResult.Accepted(List.of()));

        story.ticks(5);
        assertThat(story.release.openApproval().orElseThrow().missing()).isEqualTo(1);
    }

    @Test
    void to_reject_gives_everything_back() {
        Story story = Story.of(WITH_APPROVAL).until(Phase.PAUSED);

        story.command(new Command.Decide(1, false, "not today"), "anna");

        story.until(Phase.REJECTED);
        assertThat(story.weight(EU)).isEqualTo(Weight.NONE);
    }

    @Test
    void that_nobody_answers_rolls_back_when_the_approval_expires() {
        Story story = Story.of(WITH_APPROVAL).until(Phase.PAUSED);

        story.ticks(3_601).until(Phase.EXPIRED);

        assertThat(story.weight(EU)).isEqualTo(Weight.NONE);
    }

    @Test
    void is_refused_with_a_reason_where_it_makes_no_sense() {
        Story story = Story.of(judged()).withHistory().ticks(3);

        assertThat(refusal(story.command(new Command.Resume(""), "anna"))).contains("not paused");
        assertThat(refusal(story.command(new Command.Decide(0, true, ""), "anna")))
                .contains("not waiting");
        story.command(new Command.Abort(""), "anna");
        assertThat(refusal(story.command(new Command.Promote(""), "anna"))).contains("giving its traffic back");
    }

    @Test
    void to_bring_a_version_back_needs_no_gates() {
        Story story = Story.of(judged());
        Event.Created undo = new Event.Created(Story.spec(Spec.Kind.UNDO), judged(), Story.NOON);
        story.release = Release.created(story.release.id(), undo);
        story.traffic = Optional.empty();

        story.ticks(4);

        assertThat(story.release.phase()).isEqualTo(Phase.SUCCEEDED);
    }

    private static String refusal(CommandResult answer) {
        return answer instanceof CommandResult.Refused refused ? refused.why() : "";
    }
}
