package dev.sluice.security;

import dev.sluice.release.Person;
import dev.sluice.store.Database;
import dev.sluice.store.DatabaseAway;
import dev.sluice.store.Tokens;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Knows people by their tokens. As long as there is no token at all, whoever is on this machine is {@link
 * Principal#LOCAL}; from the first token on, everybody shows one.
 */
public final class TokenAuthenticator {

    /** A revoked token is good at most this long. */
    private static final Duration REMEMBERED = Duration.ofSeconds(2);

    /** While the database is away, a token is good so long after it was last found good. */
    private static final Duration REMEMBERED_WHILE_AWAY = Duration.ofHours(1);

    private static final int MOST_REMEMBERED = 10_000;

    private final Database database;
    private final LongSupplier nanos;
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();
    private volatile Optional<Boolean> tokensExist = Optional.empty();

    private record Remembered(Principal principal, long at) {}

    /**
     * A authenticator.
     *
     * @param nanos a clock that only goes forward, in nanoseconds
     */
    public TokenAuthenticator(Database database, LongSupplier nanos) {
        this.database = database;
        this.nanos = nanos;
    }

    /** What somebody showed, and who that is. */
    public sealed interface Shown {
        record Known(Principal principal) implements Shown {}

        /** Nothing was shown, and something must be. */
        record Nothing() implements Shown {}

        /** No good token. */
        record Bad() implements Shown {}
    }

    /**
     * Who shows this {@code Authorization} header.
     *
     * @throws DatabaseAway when that isn't known and can't be asked
     */
    public Shown who(Optional<String> authorization, boolean fromThisMachine) {
        if (authorization.isPresent()) {
            return bearer(authorization.get());
        }
        return fromThisMachine && !tokensExist() ? new Shown.Known(Principal.LOCAL) : new Shown.Nothing();
    }

    /**
     * Whether everybody has to show a token; while the database is away, what it said last.
     *
     * @throws DatabaseAway when it never said anything
     */
    public boolean tokensExist() {
        if (!tokensExist.orElse(false)) {
            try {
                tokensExist = Optional.of(database.read(Tokens::any));
            } catch (DatabaseAway away) {
                return tokensExist.orElseThrow(() -> away);
            }
        }
        return tokensExist.orElseThrow();
    }

    private Shown bearer(String authorization) {
        if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return new Shown.Bad();
        }
        Secret secret = new Secret(authorization.substring(7).strip());
        if (!secret.isWellFormed()) {
            return new Shown.Bad();
        }
        Optional<Remembered> before = Optional.ofNullable(remembered.get(secret.text()));
        if (before.filter(known -> isYounger(known, REMEMBERED)).isPresent()) {
            return new Shown.Known(before.get().principal());
        }
        try {
            return look(secret);
        } catch (DatabaseAway away) {
            return before.filter(known -> isYounger(known, REMEMBERED_WHILE_AWAY))
                    .<Shown>map(known -> new Shown.Known(known.principal()))
                    .orElseThrow(() -> away);
        }
    }

    private boolean isYounger(Remembered known, Duration age) {
        return nanos.getAsLong() - known.at() < age.toNanos();
    }

    private Shown look(Secret secret) {
        return database.read(handle -> Tokens.findGood(handle, secret.hash()))
                .map(TokenAuthenticator::principal)
                .<Shown>map(principal -> remember(secret, principal))
                .orElseGet(() -> {
                    remembered.remove(secret.text());
                    return new Shown.Bad();
                });
    }

    private Shown remember(Secret secret, Principal principal) {
        if (remembered.size() > MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(secret.text(), new Remembered(principal, nanos.getAsLong()));
        return new Shown.Known(principal);
    }

    private static Principal principal(Tokens.Stored token) {
        Role role = Role.of(token.role()).orElse(Role.VIEWER);
        return new Principal(Person.canonical(token.name()), token.kind().equals("person"), role, token.groups());
    }
}
