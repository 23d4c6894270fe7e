package dev.sluice.release;

import static dev.sluice.release.Story.EU;
import static dev.sluice.release.Story.approval;
import static dev.sluice.release.Story.errors;
import static dev.sluice.release.Story.wave;
import static dev.sluice.release.Story.weight;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A return is confirmed")
class ConfirmationTest {

    @Test
    void by_what_routers_do_now_also_where_the_weight_was_nothing_before() {
        Plan plan = Story.canary(List.of(approval(1), weight(100, 0)), List.of(wave(EU)), List.of(errors()));
        Story story = Story.of(plan).ticks(3);
        assertThat(story.release.target(EU).inForceSince()).isPresent();

        story.comesBackWith(EU, new Weight(2195), -1);
        story.command(new Command.Abort("no"), "bob");
        story.ticks(5);

        assertThat(story.release.phase()).isEqualTo(Phase.ROLLING_BACK);
    }

    @Test
    void at_once_when_they_do_it_already() {
        Plan plan = Story.canary(List.of(approval(1), weight(100, 0)), List.of(wave(EU)), List.of(errors()));
        Story story = Story.of(plan).ticks(3);

        story.command(new Command.Abort("no"), "bob");
        story.tick();

        assertThat(story.release.phase()).isEqualTo(Phase.ROLLED_BACK);
    }
}
