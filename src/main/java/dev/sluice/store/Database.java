package dev.sluice.store;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.postgres.PostgresPlugin;

/** The database. What belongs together happens in one transaction, on one handle that the stores are given. */
public final class Database {

    /** Channel on which nodes tell each other what changed. */
    public static final String CHANNEL = "sluice";

    private final Jdbi jdbi;
    private final Optional<Availability> guard;

    public Database(DataSource source) {
        this(jdbi(source), Optional.empty());
    }

    /** What is bound may be secret, and messages end in logs. */
    private static Jdbi jdbi(DataSource source) {
        Jdbi jdbi = Jdbi.create(source).installPlugin(new PostgresPlugin());
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        return jdbi;
    }

    private Database(Jdbi jdbi, Optional<Availability> guard) {
        this.jdbi = jdbi;
        this.guard = guard;
    }

    /** The same for callers who wait: work throws {@link DatabaseAway} about a second after the database fell silent. */
    public Database guardedBy(Availability availability) {
        return new Database(jdbi, Optional.of(availability));
    }

    /** Runs the work in one transaction. */
    public <T> T in(Function<Handle, T> work) {
        return guard.isEmpty()
                ? jdbi.inTransaction(work::apply)
                : guard.get().guard(begun -> jdbi.inTransaction(handle -> begun(begun, handle, work)));
    }

    /** Runs the work in one transaction that is rolled back: what it answers would be so, and nothing is changed. */
    public <T> T tried(Function<Handle, T> work) {
        return read(handle -> {
            handle.begin();
            try {
                return work.apply(handle);
            } finally {
                handle.rollback();
            }
        });
    }

    /** Runs the work in one transaction. */
    public void with(Consumer<Handle> work) {
        in(handle -> {
            work.accept(handle);
            return true;
        });
    }

    /** Reads without a transaction of its own. */
    public <T> T read(Function<Handle, T> work) {
        return guard.isEmpty()
                ? jdbi.withHandle(work::apply)
                : guard.get().guard(begun -> jdbi.withHandle(handle -> begun(begun, handle, work)));
    }

    private static <T> T begun(Runnable begun, Handle handle, Function<Handle, T> work) {
        begun.run();
        return work.apply(handle);
    }

    /** The database's clock: the only one that decides what is due. */
    public static Instant now(Handle handle) {
        return handle.createQuery("select clock_timestamp()")
                .mapTo(Instant.class)
                .one();
    }

    /** Tells all nodes, when the transaction commits. */
    static void tell(Handle handle, String what) {
        handle.createQuery("select 1 from (select pg_notify(:channel, :what)) as told")
                .bind("channel", CHANNEL)
                .bind("what", what)
                .mapTo(Integer.class)
                .one();
    }
}
