package dev.sluice.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.security.TokenAuthenticator.Shown;
import dev.sluice.store.Database;
import dev.sluice.store.Tokens;
import dev.sluice.store.own.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class TokenAuthenticatorTest {

    private final PGSimpleDataSource source = new PGSimpleDataSource();
    private final AtomicLong nanos = new AtomicLong();
    private final Database database = new Database(source);
    private final TokenAuthenticator authenticator = new TokenAuthenticator(database, nanos::get);

    @BeforeEach
    void migrate() {
        source.setUrl(TestPostgres.freshDatabase());
        Flyway.configure().dataSource(source).load().migrate();
    }

    private Secret token(String id, Instant expiresAt) {
        Secret secret = Secret.draw();
        Tokens.Stored token = new Tokens.Stored(
                id,
                "anna",
                "person",
                "operator",
                List.of(),
                secret.lastFour(),
                "root",
                Instant.now(),
                expiresAt,
                Optional.empty());
        database.with(handle -> Tokens.create(handle, token, secret.hash()));
        return secret;
    }

    private Shown show(Secret secret) {
        return authenticator.who(Optional.of("Bearer " + secret.text()), false);
    }

    @Test
    void without_tokens_this_machine_is_let_in_and_no_other() {
        assertThat(authenticator.who(Optional.empty(), true)).isEqualTo(new Shown.Known(Principal.LOCAL));
        assertThat(authenticator.who(Optional.empty(), false)).isEqualTo(new Shown.Nothing());
    }

    @Test
    void with_a_token_nobody_is_let_in_without() {
        token("t-1", Instant.now().plus(Duration.ofDays(1)));

        assertThat(authenticator.who(Optional.empty(), true)).isEqualTo(new Shown.Nothing());
    }

    @Test
    void a_good_token_is_somebody() {
        Secret secret = token("t-1", Instant.now().plus(Duration.ofDays(1)));

        assertThat(show(secret)).isEqualTo(new Shown.Known(new Principal("anna", true, Role.OPERATOR, List.of())));
        assertThat(authenticator.who(Optional.of("bearer  " + secret.text()), false))
                .isInstanceOf(Shown.Known.class);
    }

    @Test
    void an_expired_an_unknown_and_a_misspelt_one_are_bad() {
        assertThat(show(token("t-1", Instant.now().minusSeconds(1)))).isEqualTo(new Shown.Bad());
        assertThat(show(Secret.draw())).isEqualTo(new Shown.Bad());
        assertThat(show(new Secret("slc_"))).isEqualTo(new Shown.Bad());
        assertThat(authenticator.who(Optional.of(""), true)).isEqualTo(new Shown.Bad());
    }

    @Test
    void a_revoked_one_is_good_for_two_seconds_at_most() {
        Secret secret = token("t-1", Instant.now().plus(Duration.ofDays(1)));
        show(secret);
        database.with(handle -> Tokens.revoke(handle, "t-1"));

        nanos.addAndGet(Duration.ofMillis(1999).toNanos());
        assertThat(show(secret)).isInstanceOf(Shown.Known.class);
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(show(secret)).isEqualTo(new Shown.Bad());
    }
}
