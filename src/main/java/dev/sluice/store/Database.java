package dev.sluice.store;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/** The database. What belongs together happens in one transaction, on one handle that the stores are given. */
public final class Database {

    /** Channel on which nodes tell each other what changed. */
    public static final String CHANNEL = "sluice";

    private final Jdbi jdbi;

    public Database(DataSource source) {
        this.jdbi = Jdbi.create(source).installPlugin(new PostgresPlugin());
    }

    /** Runs the work in one transaction. */
    public <T> T in(Function<Handle, T> work) {
        return jdbi.inTransaction(work::apply);
    }

    /** Runs the work in one transaction. */
    public void with(Consumer<Handle> work) {
        jdbi.useTransaction(work::accept);
    }

    /** Reads without a transaction of its own. */
    public <T> T read(Function<Handle, T> work) {
        return jdbi.withHandle(work::apply);
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
