package dev.sluice.api;

import dev.sluice.catalogue.Durations;
import dev.sluice.catalogue.InvalidDocument;
import dev.sluice.engine.Ids;
import dev.sluice.engine.Membership;
import dev.sluice.engine.Refusal;
import dev.sluice.release.Person;
import dev.sluice.security.Doorkeeper;
import dev.sluice.security.Role;
import dev.sluice.security.Role.Permission;
import dev.sluice.security.Secret;
import dev.sluice.security.TokenName;
import dev.sluice.store.Audit;
import dev.sluice.store.Database;
import dev.sluice.store.Tokens;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** API tokens. */
@Path("/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TokensResource {

    private static final Duration USUAL = Duration.ofDays(90);
    private static final Duration LONGEST = Duration.ofDays(3660);

    private final Database database;
    private final Caller caller;
    private final Doorkeeper doorkeeper;
    private final Membership membership;

    public TokensResource(Database database, Caller caller, Doorkeeper doorkeeper, Membership membership) {
        this.database = database;
        this.caller = caller;
        this.doorkeeper = doorkeeper;
        this.membership = membership;
    }

    /**
     * A token to be made.
     *
     * @param name whose it is, kept in lower case; all tokens of a person carry the same
     * @param kind person or ci
     * @param role viewer, releaser, approver, operator or admin
     * @param groups that approval steps may ask for
     * @param expiresIn such as 90d
     */
    public record TokenBody(
            @Nullable String name,
            @Nullable String kind,
            @Nullable String role,
            @Nullable List<String> groups,
            @Nullable String expiresIn) {}

    /**
     * A token.
     *
     * @param secret shown once, when it is made
     */
    @Schema(name = "Token")
    public record TokenView(
            String id,
            String name,
            String kind,
            String role,
            List<String> groups,
            String lastFour,
            String createdBy,
            Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable String secret) {}

    @GET
    @Allowed(Permission.ADMINISTER)
    @Operation(summary = "Tokens, the newest first, without their secrets")
    public DocumentsApi.Page<TokenView> list(@BeanParam Paging paging) {
        return DocumentsApi.Page.of(
                database.read(handle -> Tokens.list(handle, paging.afterId("t-"), paging.limit() + 1)),
                paging.limit(),
                token -> view(token, null),
                Tokens.Stored::id);
    }

    /** Not repeatable by an idempotency key: the answer holds the secret, and answers are kept. */
    @POST
    @Allowed(Permission.ADMINISTER)
    @Operation(summary = "Makes a token; its secret is in this answer and nowhere else")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TokenView.class)))
    public Response create(@Nullable TokenBody body) {
        Instant now = membership.now();
        Secret secret = Secret.draw();
        Tokens.Stored token = checked(DocumentsApi.present(body), secret, now);
        if (!doorkeeper.tokensExist() && !token.role().equals(Role.ADMIN.word())) {
            throw Refusal.of(
                    Refusal.Code.CONFLICT,
                    "the first token must be an admin's: from then on every call needs one, and only an admin makes more");
        }
        database.with(handle -> {
            Tokens.create(handle, token, secret.hash());
            Audit.note(
                    handle,
                    caller.name(),
                    "token.create",
                    token.id(),
                    Map.of("name", token.name(), "role", token.role(), "kind", token.kind()));
        });
        return Response.status(Response.Status.CREATED)
                .entity(view(token, secret.text()))
                .build();
    }

    @DELETE
    @Path("/{id}")
    @Allowed(Permission.ADMINISTER)
    @Operation(summary = "Revokes a token; it is good for at most 2 more seconds")
    public void revoke(String id) {
        database.with(handle -> {
            if (!Tokens.revoke(handle, id)) {
                throw Refusal.of(Refusal.Code.NOT_FOUND, "there is no good token " + id);
            }
            Audit.note(handle, caller.name(), "token.revoke", id, Map.of());
        });
    }

    private Tokens.Stored checked(TokenBody body, Secret secret, Instant now) {
        String name = Person.canonical(body.name() == null ? "" : body.name());
        TokenName.problem(body.name() == null ? "" : body.name()).ifPresent(what -> {
            throw InvalidDocument.at("/name", what);
        });
        String kind = body.kind() == null ? "person" : body.kind();
        if (!kind.equals("person") && !kind.equals("ci")) {
            throw InvalidDocument.at("/kind", "must be person or ci");
        }
        Role role = Role.of(body.role() == null ? "" : body.role())
                .orElseThrow(
                        () -> InvalidDocument.at("/role", "must be viewer, releaser, approver, operator or admin"));
        Duration good = Optional.ofNullable(body.expiresIn())
                .map(text -> Durations.parse(text)
                        .filter(given -> given.isPositive() && given.compareTo(LONGEST) <= 0)
                        .orElseThrow(() ->
                                InvalidDocument.at("/expiresIn", "must be a duration such as 90d, at most 3660d")))
                .orElse(USUAL);
        return new Tokens.Stored(
                "t-" + Ids.ulid(now),
                name,
                kind,
                role.word(),
                body.groups() == null ? List.of() : body.groups(),
                secret.lastFour(),
                caller.name(),
                now,
                now.plus(good),
                Optional.empty());
    }

    private static TokenView view(Tokens.Stored token, @Nullable String secret) {
        return new TokenView(
                token.id(),
                token.name(),
                token.kind(),
                token.role(),
                token.groups(),
                token.lastFour(),
                token.createdBy(),
                token.expiresAt(),
                token.revokedAt().orElse(null),
                secret);
    }
}
