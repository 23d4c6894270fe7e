package dev.sluice.security;

import dev.sluice.release.Person;
import dev.sluice.store.Audit;
import dev.sluice.store.Tokens;
import dev.sluice.validation.Durations;
import dev.sluice.validation.InvalidDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is asked for, over the API or at the database itself.
 *
 * @param expiresIn such as 90d
 */
public record NewToken(
        @Nullable String name,
        @Nullable String kind,
        @Nullable String role,
        @Nullable List<String> groups,
        @Nullable String expiresIn) {

    private static final Duration USUAL = Duration.ofDays(90);
    private static final Duration LONGEST = Duration.ofDays(3660);

    /**
     * The token that is meant.
     *
     * @param id that it gets
     * @throws InvalidDocument naming the field that is wrong
     */
    public Tokens.Stored checked(String id, Secret secret, String by, Instant now) {
        TokenName.problem(name == null ? "" : name).ifPresent(what -> {
            throw InvalidDocument.at("/name", what);
        });
        String whose = kind == null ? "person" : kind;
        if (!whose.equals("person") && !whose.equals("ci")) {
            throw InvalidDocument.at("/kind", "must be person or ci");
        }
        Role may = Role.of(role == null ? "" : role)
                .orElseThrow(
                        () -> InvalidDocument.at("/role", "must be viewer, releaser, approver, operator or admin"));
        Duration good = Optional.ofNullable(expiresIn)
                .map(text -> Durations.parse(text)
                        .filter(given -> given.isPositive() && given.compareTo(LONGEST) <= 0)
                        .orElseThrow(() ->
                                InvalidDocument.at("/expiresIn", "must be a duration such as 90d, at most 3660d")))
                .orElse(USUAL);
        return new Tokens.Stored(
                id,
                Person.canonical(name == null ? "" : name),
                whose,
                may.word(),
                groups == null ? List.of() : groups,
                secret.lastFour(),
                by,
                now,
                now.plus(good),
                Optional.empty());
    }

    /** Makes it, with what the audit says of it. */
    public static void create(Handle handle, Tokens.Stored token, Secret secret, Map<String, Object> more) {
        Tokens.create(handle, token, secret.hash());
        Map<String, Object> detail = new TreeMap<>(more);
        detail.putAll(Map.of("name", token.name(), "role", token.role(), "kind", token.kind()));
        Audit.note(handle, token.createdBy(), "token.create", token.id(), detail);
    }
}
