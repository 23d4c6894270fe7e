package dev.sluice.security;

import dev.sluice.store.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Watches that somebody stays admin: with the last admin token nobody could make another one. */
public final class LastAdmin {

    /** From then on the end of the last one is announced. */
    public static final Duration NOTICE = Duration.ofDays(14);

    private LastAdmin() {}

    /** What is to be done soon; empty while there is nothing, or no token at all. */
    public static Optional<String> warning(Handle handle, Instant now) {
        return Tokens.any(handle) ? warning(Tokens.lastAdminEnds(handle), now) : Optional.empty();
    }

    /**
     * The same, of the moment at which the last admin token ends.
     *
     * @param ends empty when there is none that was not revoked
     */
    static Optional<String> warning(Optional<Instant> ends, Instant now) {
        if (ends.filter(now::isBefore).isEmpty()) {
            return Optional.of("nobody is admin any more"
                    + ends.map(end -> " since " + end).orElse("")
                    + "; who has the server's data directory or database makes an admin token with: ./sluice"
                    + " token create NAME --role admin --data-dir DIR (or --database-url URL)");
        }
        return ends.filter(end -> end.isBefore(now.plus(NOTICE)))
                .map(end -> "the last admin token ends at " + end
                        + ", and then nobody is admin; make another before: ./sluice token create NAME --role admin");
    }
}
