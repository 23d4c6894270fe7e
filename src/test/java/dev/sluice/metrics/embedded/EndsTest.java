package dev.sluice.metrics.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.analysis.Sample;
import dev.sluice.store.Windows.Sum;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How requests ended")
class EndsTest {

    private static final List<Long> USER = List.of(77L, 10L, 4L, 3L, 2L);
    private static final Sum MIXED = new Sum(100, 6, 9, 20, List.of(), USER);

    @Test
    void abandoned_requests_are_neither_errors_nor_successes() {
        assertThat(Ends.ERRORS.in(MIXED)).isEqualTo(new Sample.Counts(80, 6, List.of(new Sample.OfUser(77, 8, 4))));
        assertThat(Ends.CLIENT_ERRORS.in(MIXED))
                .isEqualTo(new Sample.Counts(80, 9, List.of(new Sample.OfUser(77, 8, 3))));
    }

    @Test
    void abandoned_requests_are_counted_among_all() {
        assertThat(Ends.ABANDONED.in(MIXED))
                .isEqualTo(new Sample.Counts(100, 20, List.of(new Sample.OfUser(77, 10, 2))));
    }

    @Test
    void a_version_that_answers_nobody_has_no_errors_to_pass_with_and_it_is_said_how_many_left() {
        Sum nobody = new Sum(42, 0, 0, 42, List.of(), List.of());

        assertThat(Ends.ERRORS.in(nobody))
                .isInstanceOfSatisfying(
                        Sample.Missing.class,
                        missing -> assertThat(missing.reason()).startsWith("42 requests"));
        assertThat(Ends.ABANDONED.in(nobody)).isEqualTo(new Sample.Counts(42, 42));
    }

    @Test
    void one_user_of_several_seconds_is_one_user_and_only_those_with_the_most_are_named() {
        List<Long> rows = new ArrayList<>(List.of(77L, 3L, 3L, 0L, 0L, 77L, 2L, 1L, 0L, 0L));
        for (long user = 0; user < 20; user++) {
            rows.addAll(List.of(user, 1L, 1L, 0L, 0L));
        }

        Sample.Counts counts = (Sample.Counts) Ends.ERRORS.in(new Sum(100, 24, 0, 0, List.of(), rows));

        assertThat(counts.users()).hasSize(8).first().isEqualTo(new Sample.OfUser(77, 5, 4));
    }
}
