package dev.sluice.analysis.sequential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.analysis.sequential.TailBounds.Pairing;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Latency bounds are chosen from what stable did")
class TailBoundsTest {

    private static final SortedMap<Double, Long> HISTORY = new TreeMap<>();

    static {
        HISTORY.put(.05, 2000L);
        HISTORY.put(.1, 5200L);
        HISTORY.put(.2, 8000L);
        HISTORY.put(.3, 9100L);
        HISTORY.put(.5, 9480L);
        HISTORY.put(1., 9890L);
        HISTORY.put(2., 9999L);
    }

    @Test
    void nearest_to_half_a_tenth_a_twentieth_and_a_hundredth() {
        assertThat(TailBounds.choose(10_000, HISTORY, 1))
                .extracting(Pairing::candidate)
                .containsExactly(.1, .3, .5, 1.);
    }

    @Test
    void the_tolerance_compares_with_a_lower_bound_of_stable() {
        assertThat(TailBounds.choose(10_000, HISTORY, 1.2))
                .containsExactly(new Pairing(.1, .05), new Pairing(.3, .2), new Pairing(.5, .3), new Pairing(1., .5));
    }

    @Test
    void few_buckets_give_few_bounds() {
        assertThat(TailBounds.choose(10_000, new TreeMap<>(HISTORY.headMap(.06)), 1))
                .hasSize(1);
        assertThat(TailBounds.choose(10_000, new TreeMap<>(), 1)).isEmpty();
    }
}
