package dev.sluice.api;

import static dev.sluice.api.TargetKind.TARGET;

import dev.sluice.catalogue.TargetDocument;
import dev.sluice.engine.InstanceChanges;
import dev.sluice.engine.Membership;
import dev.sluice.engine.Refusal;
import dev.sluice.release.Canonical;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.security.Role.Permission;
import dev.sluice.store.Database;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Documents;
import dev.sluice.store.Documents.Kind;
import dev.sluice.store.Endpoints;
import dev.sluice.store.Routes;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.Traffic.Pool;
import dev.sluice.traffic.TrafficRouter;
import dev.sluice.validation.InvalidDocument;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Targets of a service, and the instances of its versions there. */
@Path("/v1/services/{service}/targets")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TargetsResource {

    private final DocumentsApi documents;
    private final Database database;
    private final Caller caller;
    private final Membership membership;
    private final TrafficRouter routers;

    public TargetsResource(
            DocumentsApi documents, Database database, Caller caller, Membership membership, TrafficRouter routers) {
        this.documents = documents;
        this.database = database;
        this.caller = caller;
        this.membership = membership;
        this.routers = routers;
    }

    /**
     * The instances of a version.
     *
     * @param label what people call the version; needed the first time
     * @param endpoints base URLs
     */
    public record EndpointsBody(
            @Nullable String label, @Nullable List<String> endpoints) {}

    @GET
    @Allowed(Permission.READ)
    @Operation(summary = "Targets of a service, by name")
    public DocumentsApi.Page<TargetDocument> list(String service, @BeanParam Paging paging) {
        return documents.list(TARGET, service, paging);
    }

    @GET
    @Path("/{target}")
    @Allowed(Permission.READ)
    @Operation(summary = "One target")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TargetDocument.class)))
    public Response get(String service, String target) {
        return documents.get(TARGET, key(service, target));
    }

    @PUT
    @Path("/{target}")
    @Allowed(Permission.OPERATE)
    @Operation(summary = "Creates or replaces a target")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TargetDocument.class)))
    public Response put(String service, String target, @Nullable TargetDocument body, @Context HttpHeaders headers) {
        return documents.put(TARGET, key(service, target), body, headers);
    }

    @DELETE
    @Path("/{target}")
    @Allowed(Permission.OPERATE)
    @Operation(
            summary = "Deletes a target that no unfinished release is of and no version has users at;"
                    + " its hosts are free, and its releases stay to be read")
    @APIResponse(responseCode = "204", description = "It is gone")
    public Response delete(
            String service,
            String target,
            @Parameter(
                            description = "true: also when users meet a version there; they get 404 from then on",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("whileServing")
                    @Nullable
                    String whileServing,
            @Context HttpHeaders headers) {
        return documents.delete(TARGET, key(service, target), headers, Flag.isTrue("whileServing", whileServing));
    }

    /**
     * A version that has instances at a target.
     *
     * @param role stable or candidate of what the routers are told; none for a version that gets nobody
     */
    @Schema(name = "VersionAtTarget")
    public record VersionView(
            String digest, String label, @Nullable String role, List<String> endpoints) {}

    @GET
    @Path("/{target}/versions")
    @Allowed(Permission.READ)
    @Operation(summary = "Versions that have instances at a target, by digest")
    public DocumentsApi.Page<VersionView> versions(String service, String target, @BeanParam Paging paging) {
        TargetId id = new TargetId(service, target);
        return database.read(handle -> {
            if (Documents.find(handle, key(service, target)).isEmpty()) {
                throw Refusal.of(Refusal.Code.NOT_FOUND, "there is no target " + target + " of " + service);
            }
            Optional<Traffic> traffic =
                    Routes.read(handle, List.of(id)).stream().findFirst();
            return DocumentsApi.Page.of(
                    Endpoints.list(handle, id, paging.after(token -> token.length() <= 200), paging.limit() + 1),
                    paging.limit(),
                    stored -> version(stored.pool(), traffic),
                    stored -> stored.pool().version().digest());
        });
    }

    private static VersionView version(Pool pool, Optional<Traffic> traffic) {
        boolean stable = traffic.flatMap(Traffic::stable)
                .filter(of -> of.version().isSameAs(pool.version()))
                .isPresent();
        boolean candidate = traffic.flatMap(Traffic::candidate)
                .filter(of -> of.version().isSameAs(pool.version()))
                .isPresent();
        return new VersionView(
                pool.version().digest(),
                pool.version().label(),
                stable ? "stable" : candidate ? "candidate" : null,
                pool.endpoints().stream().map(URI::toString).toList());
    }

    @GET
    @Path("/{target}/versions/{digest}/endpoints")
    @Allowed(Permission.READ)
    @Operation(summary = "The instances of a version")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EndpointsBody.class)))
    public Response endpoints(String service, String target, String digest) {
        Endpoints.Stored stored = database.read(
                        handle -> Endpoints.find(handle, new TargetId(service, target), Canonical.digest(digest)))
                .orElseThrow(() -> noVersion(target, digest));
        return answer(stored, Response.Status.OK);
    }

    @PUT
    @Path("/{target}/versions/{digest}/endpoints")
    @Allowed(Permission.RELEASE)
    @Operation(summary = "Instances of a version were replaced or added")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EndpointsBody.class)))
    public Response putEndpoints(
            String service,
            String target,
            @PathParam("digest") String written,
            @Nullable EndpointsBody body,
            @Context HttpHeaders headers) {
        EndpointsBody given = DocumentsApi.present(body);
        String digest = Canonical.digest(written);
        checkVersion(digest, given.label());
        List<URI> urls = EndpointList.checked("/endpoints", given.endpoints());
        TargetId id = new TargetId(service, target);
        return database.in(handle -> {
            if (Documents.lock(handle, key(service, target)).isEmpty()) {
                throw Refusal.of(Refusal.Code.NOT_FOUND, "there is no target " + target + " of " + service);
            }
            Optional<Endpoints.Stored> before = Endpoints.find(handle, id, digest);
            // Instances come and go by programs that watch nothing else: If-Match is honoured, not demanded.
            Precondition.of(headers).check(digest, before.map(stored -> DocumentsApi.etag(stored.revision())));
            String label = Optional.ofNullable(given.label())
                    .or(() -> before.map(stored -> stored.pool().version().label()))
                    .orElse(digest);
            InstanceChanges.change(
                    handle,
                    new InstanceChanges.Change(
                            id,
                            new Version(label, digest),
                            urls,
                            caller.name(),
                            caller.principal().may(Permission.OPERATE)),
                    routers,
                    membership.now());
            return answer(
                    Endpoints.find(handle, id, digest).orElseThrow(),
                    before.isEmpty() ? Response.Status.CREATED : Response.Status.OK);
        });
    }

    private static void checkVersion(String digest, @Nullable String label) {
        if (digest.length() > 200) {
            throw Refusal.of(Refusal.Code.INVALID, "a digest has at most 200 characters");
        }
        if (label != null && (label.isBlank() || label.length() > 200)) {
            throw InvalidDocument.at("/label", "must have 1 to 200 characters");
        }
    }

    private static Response answer(Endpoints.Stored stored, Response.Status status) {
        List<String> urls =
                stored.pool().endpoints().stream().map(URI::toString).toList();
        return Response.status(status)
                .entity(new EndpointsBody(stored.pool().version().label(), urls))
                .header(HttpHeaders.ETAG, DocumentsApi.etag(stored.revision()))
                .build();
    }

    private static Refusal noVersion(String target, String digest) {
        return Refusal.of(Refusal.Code.NOT_FOUND, "no instances of " + digest + " are known at " + target);
    }

    private static DocumentKey key(String service, String target) {
        return new DocumentKey(Kind.TARGET, service, target);
    }
}
