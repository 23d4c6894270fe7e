package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.analysis.Look;
import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample;
import dev.sluice.analysis.Verdict;
import dev.sluice.catalogue.EnvironmentDocument;
import dev.sluice.release.Event;
import dev.sluice.release.Outcome;
import dev.sluice.release.Phase;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.store.Nodes.Node;
import dev.sluice.store.ReleaseStore.Stored;
import dev.sluice.store.Ticks.Ticked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A tick's write")
class TicksTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final SampleRelease SAMPLE = new SampleRelease(new ReleaseId("r-01k9b2c3d4e5f6g7h8j9kmnpqr"), NOON);

    private final Database database = TestDatabase.migrated();
    private Node node = new Node("", 0);
    private Stored held = new Stored(SAMPLE.release(), SAMPLE.analysis());

    @BeforeEach
    void a_release_that_a_node_holds() {
        database.with(handle -> {
            put(handle, Documents.Kind.ENVIRONMENT, "", "prod", new EnvironmentDocument("prod", false, null));
            put(handle, Documents.Kind.TARGET, "shop", "eu", SampleRelease.target());
            TargetStates.create(handle, SampleRelease.EU, "prod");
            SAMPLE.create(handle);
        });
        node = database.in(handle -> Nodes.register(handle, "one"));
        held = database.in(handle -> Leases.claim(handle, node, 10)).releases().getFirst();
    }

    private static void put(Handle handle, Documents.Kind kind, String parent, String name, Object document) {
        Documents.put(handle, new DocumentKey(kind, parent, name), Json.write(document), "test");
    }

    @Test
    void is_taken_from_the_node_that_holds_the_release() {
        assertThat(recordStart(node)).isTrue();

        Release stored = database.read(
                        handle -> ReleaseStore.find(handle, held.release().id()))
                .orElseThrow();
        assertThat(stored.started()).isTrue();
        assertThat(stored.events()).isEqualTo(2);
    }

    @Test
    void is_refused_when_somebody_changed_the_release_meanwhile() {
        assertThat(recordStart(node)).isTrue();

        assertThat(recordStart(node)).isFalse();
        assertThat(looks(node)).isFalse();
    }

    @Test
    void is_refused_from_a_node_whose_heartbeat_is_over() {
        age("one");

        assertThat(recordStart(node)).isFalse();
        assertThat(looks(node)).isFalse();
    }

    @Test
    void is_refused_from_a_node_that_was_taken_over() {
        age("one");
        Node other = database.in(handle -> Nodes.register(handle, "two"));
        Leases.Claimed taken = database.in(handle -> Leases.claim(handle, other, 10));
        assertThat(taken.releases()).hasSize(1);
        assertThat(taken.fromDead()).isEqualTo(1);
        boolean beats = database.in(handle -> Nodes.beat(handle, node));
        assertThat(beats).isTrue();

        assertThat(recordStart(node)).isFalse();
        assertThat(looks(node)).isFalse();
        assertThat(looks(other)).isTrue();
    }

    @Test
    void is_refused_when_it_was_decided_so_long_ago_that_what_it_saw_may_no_longer_be_so() {
        assertThat(recordStart(node, Instant.now().minus(Nodes.GOOD_FOR))).isFalse();
        assertThat(recordStart(node)).isTrue();
    }

    @Test
    void never_starts_a_second_release_in_one_lane() {
        recordStart(node);
        ReleaseId second = new ReleaseId("r-01k9b2c3d4e5f6g7h8j9kmnpqs");
        database.with(handle -> new SampleRelease(second, NOON).create(handle));
        held = database.in(handle -> Leases.claim(handle, node, 10)).releases().getFirst();

        assertThatThrownBy(() -> recordStart(node)).hasMessageContaining("release_lane");
    }

    @Test
    void that_ends_a_release_with_success_makes_the_candidate_stable_in_the_same_transaction() {
        recordStart(node);
        Release before = database.read(
                        handle -> ReleaseStore.find(handle, held.release().id()))
                .orElseThrow();
        Event ended = new Event.Ended(Phase.SUCCEEDED, Outcome.PROMOTED, "", Instant.now());

        record(node, before, ended);

        TargetStates.State state = database.read(handle -> TargetStates.find(handle, SampleRelease.EU))
                .orElseThrow();
        assertThat(state.stable()).contains(SampleRelease.VERSION);
        assertThat(state.generation()).isEqualTo(1);
    }

    @Test
    void of_looks_is_folded_into_the_judges_state_when_that_is_read() {
        SplittableRandom random = new SplittableRandom(7);
        AnalysisRun run = held.analysis();
        for (int window = 0; window < 40; window++) {
            Look look = look(window, random.nextInt(3));
            run = run.observe(look);
            boolean whole = random.nextInt(10) == 0;
            assertThat(recordLook(run, look, whole)).isTrue();

            assertThat(storedAnalysis()).as("after window %d", window).isEqualTo(run);
        }
    }

    @Test
    void of_looks_can_be_paged_also_where_several_came_at_one_moment() {
        for (int window = 0; window < 5; window++) {
            Look look = look(window / 2, 0);
            recordLook(held.analysis(), look, false);
        }

        List<Long> positions = new ArrayList<>();
        long before = Verdicts.NEWEST;
        for (int page = 0; page < 3; page++) {
            long from = before;
            List<Verdicts.Row> rows =
                    database.read(handle -> Verdicts.list(handle, held.release().id(), "errors", from, 2));
            rows.forEach(row -> positions.add(row.position()));
            before = rows.getLast().position();
        }

        assertThat(positions).hasSize(5).doesNotHaveDuplicates().isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void of_looks_is_not_forgotten_while_the_judges_state_needs_it() {
        AnalysisRun first = held.analysis().observe(look(0, 1));
        AnalysisRun second = first.observe(look(1, 1));
        recordLook(first, look(0, 1), true);
        recordLook(second, look(1, 1), false);

        int forgotten = database.in(handle -> LookLog.forget(handle, NOON.plusSeconds(3_600), 100));

        assertThat(forgotten).isEqualTo(1);
        assertThat(storedAnalysis()).isEqualTo(second);
    }

    @Test
    @Timeout(20)
    void does_not_wait_for_what_is_old_to_be_deleted() {
        AnalysisRun first = held.analysis().observe(look(0, 1));
        recordLook(first, look(0, 1), true);

        database.with(deleting -> {
            assertThat(LookLog.forget(deleting, NOON.plusSeconds(3_600), 100)).isEqualTo(1);

            assertThat(recordLook(first.observe(look(1, 1)), look(1, 1), true)).isTrue();
            assertThat(recordStart(node)).isTrue();
        });
    }

    /** As a node reads it that takes the release over, which is as everybody else reads it. */
    private AnalysisRun storedAnalysis() {
        ReleaseId id = held.release().id();
        Stored stored = database.read(handle -> Leases.held(handle, node, id)).orElseThrow();
        AnalysisRun read =
                database.read(handle -> ReleaseStore.analysis(handle, id)).orElseThrow();
        assertThat(read).isEqualTo(stored.analysis());
        return read;
    }

    private static Look look(int window, int errors) {
        Instant from = NOON.plusSeconds(window * 10L);
        Pair pair = new Pair(new Sample.Counts(100, errors), new Sample.Counts(1_900, 10));
        return new Look("eu", 0, 1, true, true, from, from.plusSeconds(10), Map.of("errors", pair));
    }

    private boolean recordLook(AnalysisRun after, Look look, boolean whole) {
        LookLog.Said said = new LookLog.Said("errors", Verdict.INCONCLUSIVE, 0, "needs more");
        Ticked tick = new Ticked(
                held.release(), held.release(), List.of(), after, whole, List.of(new LookLog.Row(look, List.of(said))));
        return !database.in(handle -> Ticks.recordLooks(handle, node, List.of(tick), Ticked::learned))
                .isEmpty();
    }

    private boolean recordStart(Node by) {
        return recordStart(by, Instant.now());
    }

    private boolean recordStart(Node by, Instant at) {
        Event started = new Event.Started(List.of(new Event.Started.Start(SampleRelease.EU, Optional.empty(), 0)), at);
        return record(by, held.release(), started);
    }

    private boolean record(Node by, Release before, Event event) {
        Ticked tick = new Ticked(before, before.evolve(event), List.of(event), held.analysis(), true, List.of());
        return database.in(handle -> Ticks.recordEvents(handle, by, tick));
    }

    private boolean looks(Node by) {
        Ticked tick = new Ticked(held.release(), held.release(), List.of(), held.analysis(), true, List.of());
        return !database.in(handle -> Ticks.recordLooks(handle, by, List.of(tick), Ticked::learned))
                .isEmpty();
    }

    private void age(String id) {
        database.with(
                handle -> handle.execute("update node set beat_at = now() - interval '11 seconds' where id = ?", id));
    }
}
