package dev.sluice.engine.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.sim.Campaign.Result;
import dev.sluice.release.Outcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The simulated engine")
class SimulationTest {

    private static final int SEEDS = 2000;

    @Test
    void keeps_every_promise_and_comes_to_every_end() throws InterruptedException {
        Result result = new Campaign(1, SEEDS, Build.RIGHT, _ -> {}).run();

        assertThat(result.failed().flatMap(Trial::violation))
                .as(
                        "replay with ./sluice sim --from %s --seeds 1",
                        result.failed().map(trial -> trial.scenario().seed()).orElse(0L))
                .isEmpty();
        assertThat(result.ends()).containsOnlyKeys(Outcome.values());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 95, -3, Long.MAX_VALUE})
    void has_one_history_for_one_seed(long seed) {
        long once = World.run(Scenarios.of(seed), Build.RIGHT).hash();
        long again = World.run(Scenarios.of(seed), Build.RIGHT).hash();

        assertThat(again).isEqualTo(once);
    }

    @Test
    void has_another_history_for_another_seed() {
        assertThat(World.run(Scenarios.of(1), Build.RIGHT).hash())
                .isNotEqualTo(World.run(Scenarios.of(2), Build.RIGHT).hash());
    }
}
