package dev.sluice.api;

import dev.sluice.engine.Ids;
import dev.sluice.engine.Membership;
import dev.sluice.engine.Refusal;
import dev.sluice.release.Canonical;
import dev.sluice.release.Version;
import dev.sluice.security.Role.Permission;
import dev.sluice.store.Audit;
import dev.sluice.store.Catalogue;
import dev.sluice.store.Database;
import dev.sluice.store.Quarantines;
import dev.sluice.validation.InvalidDocument;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Versions that are refused in an environment until somebody lifts it. */
@Path("/v1/quarantine")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class QuarantineResource {

    private final Database database;
    private final Caller caller;
    private final IdempotentRequests once;
    private final Membership membership;

    public QuarantineResource(Database database, Caller caller, IdempotentRequests once, Membership membership) {
        this.database = database;
        this.caller = caller;
        this.once = once;
        this.membership = membership;
    }

    /** A version to be put into quarantine. */
    public record QuarantineBody(
            @NotBlank(message = "is missing; name the service") @Nullable
            String service,

            @NotBlank(message = "is missing; name the environment") @Nullable
            String environment,

            @Valid @Nullable VersionToQuarantine version,

            @Size(max = 2000, message = "must have at most 2000 characters") @Nullable
            String reason) {}

    /** A version; without a digest the label stands for it, as in releases. */
    public record VersionToQuarantine(
            @NotBlank(message = "is missing; what people call the version, such as 1.42.0")
            @Size(max = 200, message = "must have at most 200 characters")
            @Nullable
            String label,

            @Size(min = 1, max = 200, message = "must have 1 to 200 characters") @Nullable
            String digest) {

        Version version() {
            String name = Canonical.label(Objects.requireNonNull(label, "validated"));
            if (name.isEmpty()) {
                throw InvalidDocument.at("/version/label", "has nothing in it that can be seen; write such as 1.42.0");
            }
            return new Version(name, digest == null ? name : Canonical.digest(digest));
        }
    }

    /** An entry; lifted ones stay to be read. */
    @Schema(name = "Quarantine")
    public record QuarantineView(
            String id,
            String service,
            String environment,
            Version version,
            String reason,
            @Nullable String release,
            String by,
            Instant at,
            @Nullable String liftedBy,
            @Nullable Instant liftedAt) {}

    @GET
    @Allowed(Permission.READ)
    @Operation(summary = "Quarantined versions, the newest first, lifted ones too")
    public DocumentsApi.Page<QuarantineView> list(@BeanParam Paging paging) {
        return DocumentsApi.Page.of(
                database.read(handle -> Quarantines.list(handle, paging.afterId("q-"), paging.limit() + 1)),
                paging.limit(),
                QuarantineResource::view,
                Quarantines.Entry::id);
    }

    @GET
    @Path("/{id}")
    @Allowed(Permission.READ)
    @Operation(summary = "One entry")
    public QuarantineView get(String id) {
        return view(database.read(handle -> Quarantines.find(handle, id)).orElseThrow(() -> noEntry(id)));
    }

    @POST
    @Allowed(Permission.OPERATE)
    @Operation(summary = "Puts a version into quarantine")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = QuarantineView.class)))
    public Response put(
            @Valid @Nullable QuarantineBody body, @HeaderParam(IdempotentRequests.HEADER) Optional<String> key) {
        QuarantineBody asked = DocumentsApi.present(body);
        if (asked.version() == null) {
            throw InvalidDocument.at("/version", "is missing; give label and digest");
        }
        String service = Objects.requireNonNull(asked.service(), "validated");
        String environment = Objects.requireNonNull(asked.environment(), "validated");
        Version version = asked.version().version();
        String reason = asked.reason() == null ? "put there by " + caller.name() : asked.reason();
        return once.run(key, "POST /v1/quarantine", asked, handle -> {
            checkExist(handle, service, environment);
            String id = "q-" + Ids.ulid(membership.now());
            Quarantines.put(handle, id, service, environment, version, reason, Optional.empty(), caller.name());
            Audit.note(
                    handle, caller.name(), "quarantine.put", service + "/" + environment, Map.of("version", version));
            Quarantines.Entry entry = Quarantines.open(handle, service, environment, version.digest())
                    .orElseThrow();
            return new IdempotentRequests.Made(201, Map.of("Location", "/v1/quarantine/" + entry.id()), view(entry));
        });
    }

    @DELETE
    @Path("/{id}")
    @Allowed(Permission.OPERATE)
    @Operation(summary = "Lifts a quarantine; the entry stays to be read")
    public QuarantineView lift(
            String id,
            @QueryParam("reason") @Parameter(description = "Why it is lifted, for people") @Nullable String reason) {
        if (reason != null && reason.length() > 2000) {
            throw Refused.parameter("reason", "must have at most 2000 characters");
        }
        return database.in(handle -> {
            if (Quarantines.find(handle, id).isEmpty()) {
                throw noEntry(id);
            }
            if (Quarantines.lift(handle, id, caller.name(), reason == null ? "" : reason)) {
                Audit.note(handle, caller.name(), "quarantine.lift", id, Map.of());
            }
            return view(Quarantines.find(handle, id).orElseThrow());
        });
    }

    /** A quarantine of something misspelt would protect nobody. */
    private static void checkExist(Handle handle, String service, String environment) {
        if (Catalogue.service(handle, service).isEmpty()) {
            throw new Refusal(Refusal.Code.NOT_FOUND, "/service", "there is no service " + service);
        }
        if (Catalogue.environment(handle, environment).isEmpty()) {
            throw new Refusal(Refusal.Code.NOT_FOUND, "/environment", "there is no environment " + environment);
        }
    }

    private static Refusal noEntry(String id) {
        return Refusal.of(Refusal.Code.NOT_FOUND, "there is no quarantine " + id);
    }

    private static QuarantineView view(Quarantines.Entry entry) {
        return new QuarantineView(
                entry.id(),
                entry.service(),
                entry.environment(),
                entry.version(),
                entry.reason(),
                entry.release().orElse(null),
                entry.by(),
                entry.at(),
                entry.lifted().map(Quarantines.Lifted::by).orElse(null),
                entry.lifted().map(Quarantines.Lifted::at).orElse(null));
    }
}
