package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.release.Health;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.TargetId;
import dev.sluice.release.Weight;
import dev.sluice.store.Nodes.Node;
import dev.sluice.traffic.TrafficRouter.Report.InForce;
import dev.sluice.traffic.embedded.cluster.RouterReports;
import dev.sluice.traffic.embedded.cluster.RouterReports.Report;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A process")
class NodesTest {

    private static final Health ONE = new Health(1, 1, "");

    private static final TargetId EU = SampleRelease.EU;

    private final Database database = TestDatabase.migrated();
    private final Node here = node("here");
    private final Node there = node("there");

    @BeforeEach
    void both_live() {
        beat(here);
        beat(there);
    }

    @Test
    void is_dead_when_it_is_silent_while_another_is_heard() {
        silent(there, 11);

        beat(here);

        assertThat(living()).containsExactly("here");
    }

    @Test
    void is_not_dead_for_a_silence_that_was_the_databases() {
        silent(here, 30);
        silent(there, 31);

        beat(here);

        assertThat(living()).containsExactlyInAnyOrder("here", "there");
    }

    @Test
    void that_died_before_the_database_was_away_stays_dead() {
        silent(here, 30);
        silent(there, 45);

        beat(here);

        assertThat(living()).containsExactly("here");
    }

    @Test
    void is_dead_after_all_when_it_does_not_come_back_after_the_database() {
        silent(here, 30);
        silent(there, 31);
        beat(here);

        database.with(handle -> handle.execute("update outage set forgiven_till = now()"));

        assertThat(living()).containsExactly("here");
    }

    @Test
    void keeps_what_it_moves_when_the_first_to_come_back_after_the_database_is_another() {
        database.with(new SampleRelease(
                new ReleaseId("r-01m87j7e8rrne7stn1fpxgw6xs"), Instant.parse("2026-07-01T12:00:00Z"))::create);
        database.in(handle -> Leases.claim(handle, there, 10));
        silent(here, 30);
        silent(there, 31);

        beat(here);

        assertThat(database.in(handle -> Leases.claim(handle, here, 10)).releases())
                .isEmpty();
    }

    @Test
    void whose_router_does_something_else_is_not_hidden_by_one_that_does_as_it_was_told() {
        database.with(handle -> {
            RouterReports.put(handle, here, List.of(new Report(EU, 4, 5_000, ONE, ONE)));
            RouterReports.put(handle, there, List.of(new Report(EU, 4, 0, ONE, ONE)));
        });

        assertThat(database.read(handle -> RouterReports.of(handle, List.of(EU)))
                        .values())
                .extracting(RouterReports.OfTarget::combined)
                .containsExactly(new InForce(Weight.NONE, Optional.of(new Weight(5_000)), 4, ONE, ONE));
    }

    private Node node(String id) {
        return database.in(handle -> Nodes.register(handle, id));
    }

    private void beat(Node node) {
        database.with(handle -> Nodes.beat(handle, node));
    }

    private void silent(Node node, int seconds) {
        database.with(handle -> handle.execute(
                "update node set beat_at = now() - make_interval(secs => ?) where id = ?", seconds, node.id()));
    }

    private List<String> living() {
        return database.read(
                handle -> Nodes.living(handle).stream().map(Nodes.Living::id).toList());
    }
}
