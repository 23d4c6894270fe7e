package dev.sluice.release;

import static dev.sluice.release.Story.EU;
import static dev.sluice.release.Story.US;
import static dev.sluice.release.Story.canary;
import static dev.sluice.release.Story.errors;
import static dev.sluice.release.Story.wave;
import static dev.sluice.release.Story.weight;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.analysis.Evidence;
import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Rules;
import dev.sluice.analysis.Rules.NoData;
import dev.sluice.analysis.Rules.Patience;
import dev.sluice.analysis.Rules.Policy;
import dev.sluice.analysis.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A gate without an answer, by its rules")
class PoliciesTest {

    private static final Pair NOTHING = new Pair(new Sample.Missing("no series"), new Sample.Counts(1_000, 1));
    private static final Pair NOT_SURE = new Pair(new Sample.Counts(100, 2), new Sample.Counts(1_000, 1));

    /** Under which a gate waits 20 s for data, and 20 s for a decision after a hold of 10 s. */
    private static Rules rules(Policy noData, Policy inconclusive) {
        Duration twenty = Duration.ofSeconds(20);
        return new Rules(
                new Evidence(50, 3),
                Duration.ZERO,
                new Patience(0, twenty, Duration.ofSeconds(30)),
                new NoData(twenty, noData),
                inconclusive);
    }

    private static Story story(Rules rules) {
        return Story.of(canary(
                        List.of(weight(5, 10), weight(50, 10), weight(100, 0)),
                        List.of(wave(EU)),
                        List.of(errors().with(rules))))
                .withHistory();
    }

    @ParameterizedTest(name = "without data {0}: {1} at {2} basis points")
    @CsvSource({"HOLD, PAUSED, 500", "ROLL_BACK, EXPIRED, 0", "GO_ON, PAUSED, 5000"})
    void without_any_data(Policy policy, Phase phase, int basisPoints) {
        Story story = story(rules(policy, Policy.HOLD));
        story.traffic = Optional.of(NOTHING);

        story.until(phase);

        assertThat(story.weight(EU)).isEqualTo(new Weight(basisPoints));
    }

    @Test
    void goes_on_to_everything_without_data_once_it_has_had_its_evidence() {
        Story story = story(rules(Policy.GO_ON, Policy.HOLD)).ticks(8);
        story.traffic = Optional.of(NOTHING);

        story.until(Phase.SUCCEEDED);
    }

    @ParameterizedTest(name = "in doubt {0}: {1}")
    @CsvSource({"HOLD, PAUSED", "ROLL_BACK, EXPIRED", "GO_ON, PAUSED"})
    void in_doubt(Policy policy, Phase phase) {
        Story story = story(rules(Policy.HOLD, policy)).ticks(2);
        story.traffic = Optional.of(NOT_SURE);
        story.tick();
        story.traffic = Optional.of(new Pair(new Sample.Counts(1, 0), new Sample.Counts(10, 0)));

        story.until(phase);

        assertThat(Duration.between(Story.NOON, story.now)).isGreaterThan(Duration.ofSeconds(30));
    }

    @Test
    void asks_only_for_as_long_as_the_gate_says_and_then_gives_back() {
        Story story = story(rules(Policy.HOLD, Policy.HOLD)).ticks(2);
        story.traffic = Optional.of(NOT_SURE);
        story.tick();
        story.traffic = Optional.of(new Pair(new Sample.Counts(1, 0), new Sample.Counts(10, 0)));
        story.until(Phase.PAUSED);

        story.ticks(40);

        assertThat(story.release.phase()).isEqualTo(Phase.EXPIRED);
        assertThat(story.weight(EU)).isEqualTo(Weight.NONE);
    }

    @Test
    void begins_nothing_in_the_look_that_gives_back() {
        Story until = ofTwoTargets();
        int looks = 0;
        while (!until.release.isGivingBack()) {
            until.tick();
            looks++;
        }
        Story story = ofTwoTargets().ticks(looks - 1);
        story.command(new Command.ChangeInstances(EU, true, "new build"), "ann");

        story.tick();

        assertThat(story.release.isGivingBack()).isTrue();
        assertThat(story.release.target(EU).stage()).isInstanceOf(Stage.Waiting.class);
    }

    private static Story ofTwoTargets() {
        Story story = Story.of(canary(
                        List.of(weight(5, 10), weight(100, 0)),
                        List.of(wave(EU, US)),
                        List.of(errors().with(rules(Policy.ROLL_BACK, Policy.HOLD)))))
                .withHistory();
        story.traffic = Optional.of(NOTHING);
        return story;
    }
}
