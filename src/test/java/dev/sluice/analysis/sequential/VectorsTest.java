package dev.sluice.analysis.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The tests give what was computed with 40 digits")
class VectorsTest {

    private static final List<Interval> STREAM = List.of(
            new Interval(100, 1, 1900, 10),
            new Interval(100, 3, 1900, 9),
            new Interval(400, 11, 1600, 8),
            new Interval(400, 9, 1600, 12),
            new Interval(1000, 28, 1000, 9),
            new Interval(2000, 40, 0, 0));

    private static Offset<Double> exact(double expected) {
        return within(1e-12 * Math.max(1, Math.abs(expected)));
    }

    @ParameterizedTest
    @CsvSource({
        "100,3,1900,10, 1,2, 1.4451694074772",
        "1000,0,19000,2, 1,3, -0.19062035960865",
        "500,260,500,240, 1,1.1, 0.38556466440846",
        "1000,30,1000,10, 1.2,1.5, 2.5174709705694",
        "2000,5,0,0, 1,2, 0",
        "100,4,1900,12, 2,0.5, -1.9919460955289"
    })
    void A(double n1, double x1, double n0, double x0, double ratio, double g, double expected) {
        assertThat(RateRatio.increment(new Interval(n1, x1, n0, x0), ratio, g)).isCloseTo(expected, exact(expected));
    }

    @Test
    void A_as_a_mixture_over_time() {
        double[] expected = {
            -0.043764120917863, 1.4655226444694, 7.0545453828244, 9.4793009801126, 14.313034592987, 14.313034592987
        };
        for (int i = 0; i < expected.length; i++) {
            double logE = RateRatio.logE(STREAM.subList(0, i + 1), 1, Alternatives.WORSE);
            assertThat(logE).isCloseTo(expected[i], exact(expected[i]));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "100,3,1900,10, 1,0,.005,2, 0.0099502487562189, 0.0052475124378109, 0.0052475124378109, 1.4469164885304",
        "100,5,1900,10, 1,.01,.005,3, 0.04368932038835, 0.015533243266329, 0.0055332432663292, 2.4137670222808",
        "1000,30,1000,10, 1.2,0,.01,1.5, 0.017892644135189, 0.015217927041629, 0.012681605868024, 2.5288830573906",
        "500,260,500,240, 1,0,.48,1.1, 0.50381679389313, 0.49190839694656, 0.49190839694656, 0.66917834655518"
    })
    void C(
            double n1,
            double x1,
            double n0,
            double x0,
            double relative,
            double absolute,
            double predicted,
            double g,
            double p1,
            double r,
            double q,
            double expected) {
        Interval seen = new Interval(n1, x1, n0, x0);
        MarginLine margin = new MarginLine(relative, absolute);
        double worse = Proportions.worse(predicted, margin, g);
        double projected = margin.project(n1, n0, worse, predicted);
        assertThat(worse).isCloseTo(p1, exact(p1));
        assertThat(projected).isCloseTo(q, exact(q));
        assertThat(margin.at(projected)).isCloseTo(r, exact(r));
        assertThat(Proportions.against(seen, margin, predicted, g)).isCloseTo(expected, exact(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "100,0,1900,10, 1.5,0,.005,1, 0.0073166567045229, 0.0048777711363486, 0.24843744210221",
        "1000,9,1000,10, 1,.01,.01,.9, 0.016806365490443, 0.0068063654904426, 2.875249856819"
    })
    void N(
            double n1,
            double x1,
            double n0,
            double x0,
            double relative,
            double absolute,
            double predicted,
            double kappa,
            double r,
            double q,
            double expected) {
        MarginLine margin = new MarginLine(relative, absolute);
        double projected = margin.project(n1, n0, kappa * predicted, predicted);
        assertThat(projected).isCloseTo(q, exact(q));
        assertThat(margin.at(projected)).isCloseTo(r, exact(r));
        assertThat(Proportions.inFavour(new Interval(n1, x1, n0, x0), margin, predicted, kappa))
                .isCloseTo(expected, exact(expected));
    }

    @ParameterizedTest
    @CsvSource({"100,5,.01,3, 3.512798713723", "1000,10,.01,1.5, -0.9328904299574", "200,0,.05,2, -9.758032833886"})
    void H(double n, double x, double bound, double g, double expected) {
        assertThat(FixedBound.increment(n, x, bound, g)).isCloseTo(expected, exact(expected));
    }

    @ParameterizedTest
    @CsvSource({"20000,95, 0.006022757187494", "500,0, 0.01070788893314"})
    void the_upper_Wilson_bound(double n, double x, double expected) {
        assertThat(FixedBound.wilsonUpper(n, x)).isCloseTo(expected, exact(expected));
    }

    @Test
    void H_before_and_after() {
        double bound = FixedBound.beforeAfter(20000, 95, new MarginLine(2, .005));
        double[] bad = {2, 9, 12, 3};
        double[] expected = {-0.8357316424631, 1.697319046709, 8.516412614831, 7.147431034527};
        List<Double> sums = Alternatives.WORSE.start();
        for (int i = 0; i < bad.length; i++) {
            double x = bad[i];
            sums = Alternatives.WORSE.add(sums, g -> FixedBound.increment(150, x, bound, g));
            assertThat(Alternatives.WORSE.logE(sums)).isCloseTo(expected[i], exact(expected[i]));
        }
    }

    @Test
    void S() {
        double[] differences = {.2, .5, -.1, .4, .3, 0};
        double[] expected = {
            0.30748469974796, 0.85323403970637, 0.076760610471811, 0.56797382983448, 1.0361769265811, 1.0361769265811
        };
        PairedSums sums = PairedSums.NONE;
        for (int i = 0; i < differences.length; i++) {
            sums = sums.observe(differences[i], 1, 1);
            assertThat(sums.logE(1)).isCloseTo(expected[i], exact(expected[i]));
        }
    }

    @Test
    void step_mixture() {
        double expected = 5.0508897317103;
        assertThat(StepMixture.logE(new double[] {-1.2, 3.1, 6.4}, 3)).isCloseTo(expected, exact(expected));
    }

    @Test
    void lower_bound_of_the_rate_ratio() {
        assertThat(RatioBand.of(STREAM, .05).lower()).isCloseTo(1.9225607613318, exact(2));
        assertThat(RatioBand.of(STREAM, .01).lower()).isCloseTo(1.693230587782, exact(2));
    }

    @Test
    void the_band_holds_the_observed_ratio() {
        RatioBand band = RatioBand.of(new ArrayList<>(STREAM), .05);
        assertThat(band.lower()).isLessThan(2.9);
        assertThat(band.upper()).isGreaterThan(2.9).isLessThan(20);
    }
}
