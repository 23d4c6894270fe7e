package dev.sluice.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.analysis.Prospect.AtStep;
import dev.sluice.analysis.Prospect.Risk;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a step can find out, before it has run")
class ProspectTest {

    private static final Risk RISK = new Risk(.01, .05);
    private static final History HALF_A_PERCENT = new History(new Sample.Counts(20_000, 100), 1, 0);

    private static AtStep step(double share, int minutes, boolean last) {
        return new AtStep(share, Duration.ofMinutes(minutes), 1, 3, last);
    }

    private static Prospect errors(double rate, AtStep step) {
        return Prospect.of(Scene.errors(), RISK, step, rate, HALF_A_PERCENT).orElseThrow();
    }

    @Test
    void is_said_in_a_sentence() {
        assertThat(errors(10, step(.5, 5, true)).sentence())
                .matches("at 10 requests a second this step finds a doubling of 0\\.5 % errors in about \\d+ min; "
                        + "within its hold of 5 min it finds [\\d.]+ times as many; "
                        + "the proof before 100 % takes about \\d+ (s|min)");
    }

    @Test
    void more_requests_a_larger_share_and_a_longer_hold_find_less() {
        double slow = errors(10, step(.05, 5, false)).finds().orElseThrow();
        assertThat(errors(100, step(.05, 5, false)).finds().orElseThrow()).isLessThan(slow);
        assertThat(errors(10, step(.2, 5, false)).finds().orElseThrow()).isLessThan(slow);
        assertThat(errors(10, step(.05, 50, false)).finds().orElseThrow()).isLessThan(slow);
    }

    @Test
    void noise_makes_requests_count_as_fewer() {
        History noisy = new History(new Sample.Counts(20_000, 100), 4, 240);
        Prospect four =
                Prospect.of(Scene.errors(), RISK, step(.5, 5, false), 40, noisy).orElseThrow();
        assertThat(four.doubling()).isEqualTo(errors(10, step(.5, 5, false)).doubling());
    }

    @Test
    void says_when_nothing_can_be_found_and_when_a_doubling_is_inside_the_margin() {
        assertThat(errors(.01, step(.01, 1, false)).sentence()).endsWith("is too short to find anything");
        Gate wide = Scene.gate(
                "errors",
                new Gate.Test.Proportion(new Gate.Margin(3, .01), Scene.SAFE, true),
                1,
                Gate.OnFail.ROLL_BACK);
        Prospect prospect =
                Prospect.of(wide, RISK, step(.5, 5, false), 100, HALF_A_PERCENT).orElseThrow();
        assertThat(prospect.doubling()).isEmpty();
        assertThat(prospect.sentence()).contains("inside the margin");
    }

    @Test
    void of_latencies_is_about_the_bound_that_finds_most() {
        Gate latency =
                Scene.gate("latency", new Gate.Test.Tail(1.2, Scene.NONE, Scene.SAFE, true), 1, Gate.OnFail.ROLL_BACK);
        Sample seen =
                new Sample.Histogram(10_000, new TreeMap<>(Map.of(.05, 4_000L, .1, 9_000L, .25, 9_500L, 1.0, 9_990L)));
        Optional<Prospect> prospect = Prospect.of(latency, RISK, step(.2, 5, false), 50, new History(seen, 1, 0));
        assertThat(prospect.orElseThrow().sentence()).contains("requests over ");
        assertThat(Prospect.of(latency, RISK, step(.2, 5, false), 50, HALF_A_PERCENT))
                .isEmpty();
    }
}
