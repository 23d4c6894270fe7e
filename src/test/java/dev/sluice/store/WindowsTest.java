package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.release.TargetId;
import dev.sluice.store.Nodes.Node;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Windows of routers")
class WindowsTest {

    private static final TargetId EU = new TargetId("shop", "eu");
    private static final long NOON = Instant.parse("2026-03-01T12:00:00Z").getEpochSecond();

    private final Database database = TestDatabase.migrated();

    @Test
    void are_summed_over_routers_and_seconds() {
        Node one = join("one");
        Node two = join("two");
        hand(one, row(NOON, 10, 1), row(NOON + 1, 20, 0));
        hand(two, row(NOON, 5, 2), row(NOON + 2, 100, 100));

        Windows.Sum sum = sum(NOON, NOON + 2);

        assertThat(sum.requests()).isEqualTo(35);
        assertThat(sum.errors()).isEqualTo(3);
        assertThat(sum.latency()).containsExactly(35L, 70L);
    }

    @Test
    void tell_how_requests_ended_and_whose_the_bad_ones_were() {
        List<Long> mine = List.of(77L, 4L, 2L, 1L, 1L);
        List<Long> yours = List.of(78L, 1L, 0L, 1L, 0L);
        hand(join("one"), new Windows.Row(EU, "d", NOON, 10, 2, 3, 1, List.of(), List.of(), List.of(), mine));
        hand(join("two"), new Windows.Row(EU, "d", NOON, 5, 0, 1, 2, List.of(), List.of(), List.of(), yours));

        Windows.Sum sum = sum(NOON, NOON + 1);

        assertThat(sum.completed()).isEqualTo(12);
        assertThat(sum.clientErrors()).isEqualTo(4);
        assertThat(sum.abandoned()).isEqualTo(3);
        assertThat(sum.users())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(mine.stream(), yours.stream()).toList());
    }

    @Test
    void of_a_router_that_counts_less_have_no_abandoned_requests() {
        database.with(handle -> handle.execute(
                "insert into traffic_window (service, target, digest, start_at, node, requests, errors, latency,"
                        + " slice_requests, slice_errors) values ('shop', 'eu', 'd', ?, 'old/1', 7, 1, '{}', '{}', '{}')",
                NOON));

        assertThat(sum(NOON, NOON + 1)).isEqualTo(new Windows.Sum(7, 1, 0, 0, List.of(), List.of()));
    }

    @Test
    void count_once_when_they_are_handed_over_again() {
        Node one = join("one");
        hand(one, row(NOON, 10, 1));
        hand(one, row(NOON, 10, 1));

        assertThat(sum(NOON, NOON + 1).requests()).isEqualTo(10);
    }

    @Test
    void are_complete_up_to_where_the_slowest_living_router_is() {
        Node one = join("one");
        Node two = join("two");
        database.with(handle -> Windows.put(handle, one, List.of(), Instant.ofEpochSecond(NOON + 9)));
        database.with(handle -> Windows.put(handle, two, List.of(), Instant.ofEpochSecond(NOON + 3)));

        assertThat(database.read(Nodes::living).stream().map(Nodes.Living::windowsUntil))
                .containsExactlyInAnyOrder(Instant.ofEpochSecond(NOON + 9), Instant.ofEpochSecond(NOON + 3));
    }

    @Test
    void that_are_too_old_are_forgotten_in_batches() {
        Node one = join("one");
        hand(one, row(NOON, 1, 0), row(NOON + 1, 1, 0), row(NOON + 2, 1, 0));

        int deleted = database.in(handle -> Windows.forget(handle, Instant.ofEpochSecond(NOON + 2), 10));

        assertThat(deleted).isEqualTo(2);
        assertThat(sum(NOON, NOON + 10).requests()).isEqualTo(1);
    }

    private Node join(String id) {
        return database.in(handle -> Nodes.register(handle, id));
    }

    private void hand(Node node, Windows.Row... rows) {
        database.with(handle -> Windows.put(handle, node, List.of(rows), Instant.ofEpochSecond(NOON)));
    }

    private Windows.Sum sum(long from, long to) {
        return Objects.requireNonNull(database.read(handle -> Windows.sums(
                        handle, EU, List.of("d", "other"), Instant.ofEpochSecond(from), Instant.ofEpochSecond(to)))
                .get("d"));
    }

    private static Windows.Row row(long start, long requests, long errors) {
        return new Windows.Row(
                EU,
                "d",
                start,
                requests,
                errors,
                0,
                0,
                List.of(requests, 2 * requests),
                List.of(),
                List.of(),
                List.of());
    }
}
