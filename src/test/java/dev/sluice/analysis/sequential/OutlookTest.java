package dev.sluice.analysis.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How many more requests")
class OutlookTest {

    private static final MarginLine SAFE = new MarginLine(3, .01);

    @Test
    void a_doubling_of_one_percent_takes_about_as_many_as_the_simulation_found() {
        double requests = new Preview(100, .05, .01).needed(2, MarginLine.EQUAL, .01);
        assertThat(requests).isBetween(1500., 1900.);
    }

    @Test
    void about_400_prove_that_a_tenth_of_a_percent_is_safe() {
        assertThat(new Preview(20, .05, .001).safeProof(SAFE, .05))
                .hasValueSatisfying(it -> assertThat(it).isBetween(Duration.ofSeconds(340), Duration.ofSeconds(430)));
    }

    @Test
    void more_time_finds_smaller_regressions() {
        Preview preview = new Preview(10, .1, .005);
        double in6 = preview.smallestRegression(MarginLine.EQUAL, .01, Duration.ofMinutes(6))
                .orElseThrow();
        double in60 = preview.smallestRegression(MarginLine.EQUAL, .01, Duration.ofHours(1))
                .orElseThrow();
        assertThat(in60).isLessThan(in6);
        assertThat(preview.needed(in6, MarginLine.EQUAL, .01)).isCloseTo(360, within(1.));
    }

    @Test
    void too_little_time_finds_nothing() {
        assertThat(new Preview(1, .01, .005).smallestRegression(MarginLine.EQUAL, .01, Duration.ofSeconds(10)))
                .isEmpty();
    }

    @Test
    void equal_rates_are_never_found_and_worse_ones_never_proven() {
        assertThat(new Outlook(.01, .01, 19).untilFound(MarginLine.EQUAL, 4.6, Alternatives.WORSE.start()))
                .isInfinite();
        assertThat(new Outlook(.2, .01, 19).untilProven(SAFE, 3, Alternatives.HARMLESS.start()))
                .isInfinite();
    }
}
