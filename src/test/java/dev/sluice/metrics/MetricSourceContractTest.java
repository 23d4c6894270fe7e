package dev.sluice.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.analysis.History;
import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample;
import dev.sluice.analysis.Sample.Counts;
import dev.sluice.metrics.MetricSource.Subject;
import dev.sluice.metrics.embedded.EmbeddedSourceUnderTest;
import dev.sluice.metrics.prometheus.PrometheusSourceUnderTest;
import dev.sluice.release.Version;
import dev.sluice.release.Weight;
import dev.sluice.testing.Needs;
import dev.sluice.testing.listsource.ListSourceUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What holds for metric sources of every type. */
class MetricSourceContractTest {

    private static final Metric ERRORS = new Metric.ErrorRatio();

    @Nested
    @DisplayName("The own routers' counts as a source")
    class Embedded extends Contract {
        @Override
        SourceUnderTest open() {
            return EmbeddedSourceUnderTest.start();
        }
    }

    @Nested
    @Needs("prometheus")
    @DisplayName("A Prometheus as a source")
    class Prometheus extends Contract {
        @Override
        SourceUnderTest open() throws Exception {
            return PrometheusSourceUnderTest.start();
        }
    }

    @Nested
    @DisplayName("A list as a source")
    class InLists extends Contract {
        @Override
        SourceUnderTest open() {
            return ListSourceUnderTest.start();
        }
    }

    @TestInstance(Lifecycle.PER_CLASS)
    abstract static class Contract {

        private Optional<SourceUnderTest> running = Optional.empty();

        abstract SourceUnderTest open() throws Exception;

        @BeforeAll
        void start() throws Exception {
            running = Optional.of(open());
        }

        @AfterAll
        void stop() {
            running.ifPresent(SourceUnderTest::close);
        }

        private SourceUnderTest under() {
            return running.orElseThrow();
        }

        private MetricSource source() {
            return under().source();
        }

        private Instant begin() {
            return under().moments().getFirst();
        }

        private Instant end() {
            return under().moments().getLast();
        }

        private static Counts counts(Sample sample) {
            assertThat(sample).isInstanceOf(Counts.class);
            Counts counts = (Counts) sample;
            return new Counts(counts.n(), counts.x());
        }

        @Test
        void says_of_both_arms_what_happened_in_each_window() {
            List<Instant> moments = under().moments();
            for (int i = 1; i < moments.size(); i++) {
                Pair truth = under().truth(moments.get(i - 1), moments.get(i));
                Pair seen = source().read(under().subject(), ERRORS, moments.get(i - 1), moments.get(i));

                assertThat(counts(seen.candidate())).isEqualTo(counts(truth.candidate()));
                assertThat(counts(seen.stable())).isEqualTo(counts(truth.stable()));
                assertThat(counts(seen.candidate()).n()).isPositive();
            }
        }

        @Test
        void counts_nothing_twice_and_leaves_nothing_out() {
            Pair whole = source().read(under().subject(), ERRORS, begin(), end());
            Pair truth = under().truth(begin(), end());

            assertThat(counts(whole.candidate())).isEqualTo(counts(truth.candidate()));
            assertThat(counts(whole.stable())).isEqualTo(counts(truth.stable()));
            assertThat(counts(whole.candidate()).x()).isPositive();
        }

        @Test
        void makes_up_nothing_of_a_version_that_it_never_saw() {
            Subject subject = under().subject();
            Subject other = new Subject(
                    subject.target(), subject.stable(), new Version("9.9", "sha256:unheard-of"), subject.labels());

            Sample candidate = source().read(other, ERRORS, begin(), end()).candidate();

            switch (candidate) {
                case Counts counts -> assertThat(counts.n()).isZero();
                case Sample.Missing missing -> assertThat(missing.reason()).isNotBlank();
                case Sample.Histogram _, Sample.Value _, Sample.Failed _ ->
                    assertThat(candidate).isInstanceOf(Sample.Missing.class);
            }
        }

        @Test
        void has_no_numbers_of_a_stable_that_there_isnt() {
            Subject subject = under().subject();
            Subject first = new Subject(subject.target(), Optional.empty(), subject.candidate(), subject.labels());

            Pair pair = source().read(first, ERRORS, begin(), end());

            assertThat(pair.stable()).isInstanceOf(Sample.Missing.class);
            assertThat(counts(pair.candidate()).n()).isPositive();
            assertThat(source().requestsPerSecond(first, begin(), end())).isEmpty();
        }

        @Test
        void knows_what_stable_did_before() {
            History history = source().history(under().subject(), ERRORS, begin(), end(), new Weight(500));

            assertThat(counts(history.stable()))
                    .isEqualTo(counts(under().truth(begin(), end()).stable()));
            assertThat(history.phi()).isGreaterThanOrEqualTo(1);
        }

        @Test
        void knows_how_many_requests_stable_has() {
            double expected =
                    (double) counts(under().truth(begin(), end()).stable()).n()
                            / Duration.between(begin(), end()).toSeconds();

            OptionalDouble rate = source().requestsPerSecond(under().subject(), begin(), end());

            assertThat(rate.orElse(0)).isBetween(expected * .8, expected * 1.3);
        }

        @Test
        void is_never_complete_before_it_is() {
            Instant now = end();

            assertThat(source().completeUntil(now)).isBeforeOrEqualTo(now);
            assertThat(source().settles()).isGreaterThanOrEqualTo(Duration.ZERO);
            assertThat(source().interval()).isGreaterThanOrEqualTo(Duration.ZERO);
        }

        @Test
        void that_cant_be_read_is_a_value_with_a_reason() {
            MetricSource broken = under().broken().orElse(null);
            assumeTrue(broken != null, "it is there as long as Sluice is");

            Pair pair = broken.read(under().subject(), ERRORS, begin(), end());
            History history = broken.history(under().subject(), ERRORS, begin(), end(), new Weight(500));

            assertThat(pair.candidate())
                    .isInstanceOfSatisfying(
                            Sample.Failed.class,
                            failed -> assertThat(failed.reason()).isNotBlank());
            assertThat(history.stable()).isInstanceOf(Sample.Failed.class);
            assertThat(broken.requestsPerSecond(under().subject(), begin(), end()))
                    .isEmpty();
        }

        @Test
        void refuses_in_words_what_it_cant_measure() {
            Sample sample = source().read(under().subject(), new Metric.Query("elsewhere", "a b c("), begin(), end())
                    .candidate();

            assertThat(sample).isInstanceOf(Sample.Failed.class);
        }
    }
}
