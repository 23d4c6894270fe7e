package dev.sluice.engine.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.sim.Campaign.Result;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An engine with a mistake")
class MutantsTest {

    /** The hardest to find, undo-of-anything, needs 657. */
    private static final int SEEDS = 1000;

    @ParameterizedTest
    @MethodSource("names")
    void is_found(String mutant) throws InterruptedException {
        Result result = new Campaign(1, SEEDS, Mutants.named(mutant), _ -> {}).run();

        assertThat(result.failed()).isPresent();
    }

    static List<String> names() {
        return Mutants.names();
    }

    @Test
    void is_shown_by_a_history_without_what_it_does_not_need() throws InterruptedException {
        Build mutant = Mutants.named("double-request");
        Trial failed = new Campaign(1, SEEDS, mutant, _ -> {}).run().failed().orElseThrow();

        Trial shortest = Shortening.of(failed, mutant, Duration.ofSeconds(2));

        assertThat(shortest.violation()).isPresent();
        assertThat(shortest.scenario().acts().size())
                .isLessThan(failed.scenario().acts().size());
    }
}
