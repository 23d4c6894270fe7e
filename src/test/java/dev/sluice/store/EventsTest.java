package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.release.ReleaseId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@DisplayName("The events of all releases")
class EventsTest {

    private static final ReleaseId FIRST = new ReleaseId("r-01k9b2c3d4e5f6g7h8j9kmnpqr");
    private static final ReleaseId SECOND = new ReleaseId("r-01k9b2c3d4e5f6g7h8j9kmnpqs");

    private final PGSimpleDataSource source = TestDatabase.empty();
    private final Database database = new Database(source);

    /** Another process, whose transactions are its own. */
    private final Database other = new Database(source);

    @BeforeEach
    void a_schema() {
        TestDatabase.migrate(source);
    }

    @Test
    void miss_none_that_was_written_before_and_committed_after_another() {
        Instant now = database.read(Database::now);

        database.with(slow -> {
            create(slow, FIRST, now);
            other.with(quick -> create(quick, SECOND, now));

            assertThat(releases(other)).as("the first is still on its way").isEmpty();
        });

        assertThat(releases(database)).containsExactly(FIRST, SECOND);
    }

    @Test
    void go_on_behind_one_that_never_came() {
        Instant longAgo = database.read(Database::now).minusSeconds(60);
        assertThatThrownBy(() -> database.with(undone -> {
                    create(undone, FIRST, longAgo);
                    throw new IllegalStateException("changed its mind");
                }))
                .hasMessage("changed its mind");
        database.with(handle -> create(handle, SECOND, longAgo));

        assertThat(releases(database)).containsExactly(SECOND);
    }

    @Test
    void are_forgotten_when_their_release_ended_long_ago_and_not_before() {
        Instant longAgo = database.read(Database::now).minusSeconds(3_600);
        Instant anHourAgo = longAgo.plusSeconds(1);
        database.with(handle -> {
            create(handle, FIRST, longAgo);
            create(handle, SECOND, longAgo);
            handle.execute("update release set changed_at = ?", longAgo);
            handle.execute("update release set ended = true where id = ?", FIRST.value());
        });

        assertThat(database.<Integer>in(handle -> Events.forget(handle, longAgo, 10)))
                .isZero();
        assertThat(database.<Integer>in(handle -> Events.forget(handle, anHourAgo, 10)))
                .isOne();

        assertThat(releases(database)).as("one that moves still needs them").containsExactly(SECOND);
    }

    private static List<ReleaseId> releases(Database database) {
        return database.read(handle -> Events.all(handle, 0, 10)).stream()
                .map(Events.Stored::release)
                .toList();
    }

    private static void create(Handle handle, ReleaseId id, Instant at) {
        new SampleRelease(id, at).create(handle);
    }
}
