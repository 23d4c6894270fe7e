package dev.sluice.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketingTest {

    private static final int IDS = 200_000;
    private static final Bucketing RELEASE = Bucketing.of(Purpose.ROLLOUT, "rel-7f3a", "user");

    @ParameterizedTest
    @CsvSource({
        "ROLLOUT, rel-7f3a, user, u-1, 797215b2193425f3, 474397",
        "ROLLOUT, rel-7f3a, user, u-2, 1b51c16a7308caa0, 106716",
        "ROLLOUT, rel-7f3b, user, u-1, 07dbb37500d09b8f, 30696",
        "ROLLOUT, rel-7f3a, community, u-1, 26d6cec9b40c134e, 151715",
        "VARIANT, rel-7f3a, user, u-1, 7ee7bfa3f355217b, 495723",
        "ROLLOUT, '', user, u-1, 5f7aa21a46a33a97, 372964",
        "ROLLOUT, rel-7f3a, user, ünïcødé-用户-🙂, 3f3dc28b9e3c9f82, 247036",
        "LAYER, layer-checkout, user, u-1, 6cecc5911f358098, 425487",
        "HOLDOUT, holdout-2026q4, user, u-1, 3335ccfa5303f914, 200039",
        "ROLLOUT, a, user, bc, bfe7ed14d5810a78, 749632",
        "ROLLOUT, ab, user, c, b448fa63946d6f21, 704238",
    })
    void agrees_with_the_vectors(Purpose purpose, String salt, String type, String id, String hex, int index) {
        Bucket bucket = Bucketing.of(purpose, salt, type).bucketOf(id);

        assertThat(bucket.hex()).isEqualTo(hex);
        assertThat(bucket.index()).isEqualTo(index);
    }

    @Test
    void agrees_with_the_vector_of_a_long_id() {
        Bucket bucket = RELEASE.bucketOf("a".repeat(300));

        assertThat(bucket.hex()).isEqualTo("92c9008b164d5a0d");
        assertThat(bucket.index()).isEqualTo(573_379);
    }

    @Test
    void is_uniform() {
        double[] cells = new double[100];
        for (int index : indices(RELEASE)) {
            cells[index / 10_000]++;
        }
        double expected = IDS / 100.0;
        double chiSquare = 0;
        for (double cell : cells) {
            chiSquare += (cell - expected) * (cell - expected) / expected;
        }
        assertThat(chiSquare).isBetween(61.1, 148.2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 10_000, 50_000, 200_000, 500_000})
    void gives_the_share_that_was_asked_for(int thresholdPpm) {
        long admitted = IntStream.range(0, IDS)
                .filter(i -> RELEASE.bucketOf("user-" + i).isAdmittedAt(thresholdPpm))
                .count();

        double share = thresholdPpm / 1e6;
        assertThat((double) admitted).isBetween(within4Sigma(share, -1), within4Sigma(share, 1));
    }

    private static double within4Sigma(double share, int side) {
        return IDS * share + side * 4 * Math.sqrt(IDS * share * (1 - share));
    }

    @Test
    void a_rising_share_only_adds_and_a_falling_one_only_removes() {
        int[] steps = {0, 100, 1_000, 50_000, 200_000, 500_000, 999_999, 1_000_000};
        for (int i = 0; i < IDS; i++) {
            Bucket bucket = RELEASE.bucketOf("user-" + i);
            for (int step = 1; step < steps.length; step++) {
                assertThat(bucket.isAdmittedAt(steps[step]) || !bucket.isAdmittedAt(steps[step - 1]))
                        .isTrue();
            }
        }
    }

    @Test
    void nobody_is_admitted_at_0_and_everybody_at_100_percent() {
        assertThat(IntStream.of(indices(RELEASE)).max().orElseThrow()).isLessThan(Bucket.COUNT);
        assertThat(IntStream.of(indices(RELEASE)).min().orElseThrow()).isNotNegative();
    }

    @Test
    void two_releases_are_independent() {
        int[] one = indices(RELEASE);
        int[] other = indices(Bucketing.of(Purpose.ROLLOUT, "rel-7f3b", "user"));

        assertThat(Math.abs(correlation(one, other))).isLessThan(0.0089);
    }

    @Test
    void neighbouring_ids_are_not_alike() {
        int[] all = indices(RELEASE);
        int[] next = new int[IDS];
        System.arraycopy(all, 1, next, 0, IDS - 1);
        next[IDS - 1] = all[0];

        assertThat(Math.abs(correlation(all, next))).isLessThan(0.0089);
    }

    private static int[] indices(Bucketing bucketing) {
        return IntStream.range(0, IDS)
                .map(i -> bucketing.bucketOf("user-" + i).index())
                .toArray();
    }

    private static double correlation(int[] xs, int[] ys) {
        double meanX = IntStream.of(xs).average().orElseThrow();
        double meanY = IntStream.of(ys).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < xs.length; i++) {
            xy += (xs[i] - meanX) * (ys[i] - meanY);
            xx += (xs[i] - meanX) * (xs[i] - meanX);
            yy += (ys[i] - meanY) * (ys[i] - meanY);
        }
        return xy / Math.sqrt(xx * yy);
    }
}
