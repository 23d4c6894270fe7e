package dev.sluice.api;

import dev.sluice.catalogue.Planner;
import dev.sluice.catalogue.StrategyDefaults;
import dev.sluice.catalogue.StrategyDocument;
import dev.sluice.catalogue.TargetDocument;
import dev.sluice.security.Role.Permission;
import dev.sluice.store.Catalogue;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Documents.Kind;
import dev.sluice.store.Json;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Strategies: templates of plans, with every revision. */
@Path("/v1/strategies")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class StrategiesResource {

    private static final DocumentView<StrategyDocument> VIEW =
            new DocumentView<>(StrategyDocument.class, StrategiesResource::withDefaults);

    private final DocumentsApi documents;

    public StrategiesResource(DocumentsApi documents) {
        this.documents = documents;
    }

    @GET
    @Allowed(Permission.READ)
    @Operation(summary = "Strategies, by name")
    public DocumentsApi.Page<StrategyDocument> list(@BeanParam Paging paging) {
        return documents.list(Kind.STRATEGY, "", paging, VIEW);
    }

    @GET
    @Path("/{strategy}")
    @Allowed(Permission.READ)
    @Operation(summary = "One strategy, as it is now")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StrategyDocument.class)))
    public Response get(String strategy) {
        return documents.get(DocumentKey.of(Kind.STRATEGY, strategy), VIEW);
    }

    @GET
    @Path("/{strategy}/revisions/{revision}")
    @Allowed(Permission.READ)
    @Operation(summary = "One strategy, as it was")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StrategyDocument.class)))
    public Response revision(String strategy, long revision) {
        return documents.revision(DocumentKey.of(Kind.STRATEGY, strategy), revision, VIEW);
    }

    @PUT
    @Path("/{strategy}")
    @Allowed(Permission.OPERATE)
    @Operation(summary = "Creates a strategy, or a new revision of it where it differs")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StrategyDocument.class)))
    public Response put(String strategy, @Nullable StrategyDocument body, @Context HttpHeaders headers) {
        StrategyDocument document = DocumentsApi.present(body).named(strategy);
        return documents.put(
                DocumentKey.of(Kind.STRATEGY, strategy),
                headers,
                VIEW,
                (handle, _) -> checked(handle, document, strategy),
                (_, _) -> {});
    }

    /** A strategy that can't become a plan is refused here, not when somebody is in a hurry. */
    private static StrategyDocument checked(Handle handle, StrategyDocument document, String name) {
        StrategyDocument merged = merged(handle, document, name);
        TargetDocument example = new TargetDocument("example", "example", "example", "example", null, null, null);
        boolean hasWaves = merged.waves() != null && !merged.waves().isEmpty();
        Planner.plan(merged, hasWaves ? List.of() : List.of(example));
        return document;
    }

    private static StrategyDocument withDefaults(Handle handle, StrategyDocument stored) {
        String name = stored.name() == null ? "" : stored.name();
        return StrategyDefaults.shown(stored, merged(handle, stored, name));
    }

    private static StrategyDocument merged(Handle handle, StrategyDocument document, String name) {
        return Catalogue.merged(handle, Json.tree(Json.write(document)), name);
    }
}
