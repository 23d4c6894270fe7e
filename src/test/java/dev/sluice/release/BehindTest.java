package dev.sluice.release;

import static dev.sluice.release.Story.EU;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An older copy of the database, whose router is ahead,")
class BehindTest {

    private static final Weight HALF = new Weight(5_000);

    /** At 5 %, while the router has been told 50 % since. */
    private static Story behind() {
        Story story = Story.of(Story.judged()).ticks(3);
        assertThat(story.weight(EU)).isEqualTo(new Weight(500));
        story.comesBackWith(EU, HALF, story.release.target(EU).generation() + 4);
        return story.tick();
    }

    @Test
    void asks_and_drives_nothing() {
        Story story = behind();
        long generation = story.release.target(EU).generation();

        story.ticks(60);

        assertThat(story.release.phase()).isEqualTo(Phase.PAUSED);
        assertThat(story.release.pauseReason()).contains(Pause.Reason.DRIFT);
        assertThat(story.release.target(EU).generation()).isEqualTo(generation);
        assertThat(story.sentence())
                .contains("is at generation")
                .contains("older copy")
                .contains("50 %");
        assertThat(story.folded()).isEqualTo(story.release);
    }

    @Test
    void lets_neither_its_deadline_nor_its_gates_drive() {
        Story story = behind();
        long generation = story.release.target(EU).generation();
        story.traffic = java.util.Optional.of(Story.traffic(90));
        story.now = story.now.plus(Duration.ofDays(30));

        story.ticks(20);

        assertThat(story.release.phase()).isEqualTo(Phase.PAUSED);
        assertThat(story.release.target(EU).generation()).isEqualTo(generation);
    }

    @Test
    void asks_though_somebody_has_paused_the_release_and_though_somebody_pauses_it_then() {
        Story story = Story.of(Story.judged()).ticks(3);
        long generation = story.release.target(EU).generation();
        story.command(new Command.Pause("lunch"), "bob");
        story.comesBackWith(EU, HALF, generation + 4);
        story.ticks(10);
        assertThat(story.sentence()).contains("older copy");

        story.command(new Command.Pause("lunch again"), "bob");
        story.ticks(10);

        assertThat(story.release.isBehind()).isTrue();
        assertThat(story.release.target(EU).generation()).isEqualTo(generation);
    }

    @Test
    void goes_on_from_what_it_knows_when_a_person_says_so() {
        Story story = behind();
        long ahead = story.release.target(EU).generation() + 4;

        story.command(new Command.Resume("checked"), "bob");
        story.tick();

        assertThat(story.release.pause()).isEmpty();
        assertThat(story.release.target(EU).generation()).isEqualTo(ahead + 1);
        assertThat(story.weight(EU)).isEqualTo(new Weight(500));
    }

    @Test
    void gives_everything_back_when_a_person_aborts() {
        Story story = behind();
        long ahead = story.release.target(EU).generation() + 4;

        story.command(new Command.Abort("no"), "bob");
        story.tick();

        assertThat(story.release.phase()).isEqualTo(Phase.ROLLING_BACK);
        assertThat(story.release.target(EU).generation()).isGreaterThan(ahead);
        assertThat(story.weight(EU)).isEqualTo(Weight.NONE);
    }

    @Test
    void ends_and_keeps_what_the_router_does_when_a_person_adopts() {
        Story story = behind();

        CommandResult answer = story.command(new Command.Adopt("as it was"), "bob");

        assertThat(answer).isInstanceOf(CommandResult.Accepted.class);
        assertThat(story.release.phase()).isEqualTo(Phase.CANCELLED);
        assertThat(story.events.getLast()).isInstanceOf(Event.Ended.class);
    }

    @Test
    void is_nothing_that_a_release_can_adopt_whose_router_does_what_it_knows() {
        Story story = Story.of(Story.judged()).ticks(3);

        assertThat(story.command(new Command.Adopt(""), "bob")).isInstanceOf(CommandResult.Refused.class);
    }
}
