package dev.sluice.store;

import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.ConnectionException;

/**
 * The database, or the way to it, is away. Whether the work that was cut off happened is not known: only what is done
 * under a key may be done again.
 */
public final class DatabaseAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * SQLSTATEs: connection failures, shutdown, no connection or no disk left, and a server that only reads
     * (postgresql.org/docs/current/errcodes-appendix.html).
     */
    private static final List<String> STATES = List.of("08", "57P", "53", "25006");

    public DatabaseAway(String why, Throwable cause) {
        super(why, cause);
    }

    DatabaseAway(String why) {
        super(why);
    }

    /** Whether a failure means that the database is away, not that it refused the work. */
    public static boolean isMeantBy(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseAway || cause instanceof ConnectionException) {
                return true;
            }
            String state = cause instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
            if (STATES.stream().anyMatch(state::startsWith)) {
                return true;
            }
        }
        return false;
    }
}
