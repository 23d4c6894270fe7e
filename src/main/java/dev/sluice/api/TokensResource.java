package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.engine.Ids;
import dev.sluice.engine.Membership;
import dev.sluice.engine.Refusal;
import dev.sluice.security.NewToken;
import dev.sluice.security.Role;
import dev.sluice.security.Role.Permission;
import dev.sluice.security.Secret;
import dev.sluice.security.TokenAuthenticator;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    private final Database database;
    private final Caller caller;
    private final TokenAuthenticator authenticator;
    private final Membership membership;

    public TokensResource(Database database, Caller caller, TokenAuthenticator authenticator, Membership membership) {
        this.database = database;
        this.caller = caller;
        this.authenticator = authenticator;
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
            @Nullable String expiresIn) {

        NewToken asked() {
            return new NewToken(name, kind, role, groups, expiresIn);
        }
    }

    /**
     * A token.
     *
     * @param secret shown once, when it is made
     * @param warnings what to think of, when it is made
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
            @Nullable String secret,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {}

    @GET
    @Allowed(Permission.ADMINISTER)
    @Operation(summary = "Tokens, the newest first, without their secrets")
    public DocumentsApi.Page<TokenView> list(@BeanParam Paging paging) {
        return DocumentsApi.Page.of(
                database.read(handle -> Tokens.list(handle, paging.afterId("t-"), paging.limit() + 1)),
                paging.limit(),
                token -> view(token, null, List.of()),
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
        Tokens.Stored token =
                DocumentsApi.present(body).asked().checked("t-" + Ids.ulid(now), secret, caller.name(), now);
        boolean isFirst = !authenticator.tokensExist();
        if (isFirst && !token.role().equals(Role.ADMIN.word())) {
            throw Refusal.of(
                    Refusal.Code.CONFLICT,
                    "the first token must be an admin's: from then on every call needs one, and only an admin makes more");
        }
        database.with(handle -> NewToken.create(handle, token, secret, Map.of()));
        return Response.status(Response.Status.CREATED)
                .entity(view(token, secret.text(), isFirst ? List.of(onlyAdmin(token)) : List.of()))
                .build();
    }

    @DELETE
    @Path("/{id}")
    @Allowed(Permission.ADMINISTER)
    @Operation(summary = "Revokes a token; it is good for at most 2 more seconds")
    public void revoke(String id) {
        database.with(handle -> {
            if (Tokens.isLastAdmin(handle, id)) {
                throw Refusal.of(
                        Refusal.Code.CONFLICT,
                        id + " is the last admin token, and without one nobody can make another; make another first:"
                                + " ./sluice token create NAME --role admin");
            }
            if (!Tokens.revoke(handle, id)) {
                throw Refusal.of(Refusal.Code.NOT_FOUND, "there is no good token " + id);
            }
            Audit.note(handle, caller.name(), "token.revoke", id, Map.of());
        });
    }

    private static String onlyAdmin(Tokens.Stored token) {
        return "this is the only admin token: when it ends at " + token.expiresAt()
                + " nobody is admin; make another before, with ./sluice token create NAME --role admin";
    }

    private static TokenView view(Tokens.Stored token, @Nullable String secret, List<String> warnings) {
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
                secret,
                warnings);
    }
}
