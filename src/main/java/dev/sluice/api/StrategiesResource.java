package dev.sluice.api;

import static dev.sluice.api.StrategyKind.STRATEGY;

import dev.sluice.catalogue.StrategyDocument;
import dev.sluice.security.Role.Permission;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Documents.Kind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Strategies: templates of plans, with every revision. */
@Path("/v1/strategies")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class StrategiesResource {

    private static final String EFFECTIVE =
            "true: with everything that is inherited and every default filled in, in place of what was written";

    private final DocumentsApi documents;

    public StrategiesResource(DocumentsApi documents) {
        this.documents = documents;
    }

    @GET
    @Allowed(Permission.READ)
    @Operation(summary = "Strategies, by name")
    public DocumentsApi.Page<StrategyDocument> list(
            @BeanParam Paging paging,
            @Parameter(description = EFFECTIVE, schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("effective")
                    @Nullable
                    String effective) {
        return documents.list(STRATEGY, "", paging, view(effective));
    }

    @GET
    @Path("/{strategy}")
    @Allowed(Permission.READ)
    @Operation(summary = "One strategy, as it was written last")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StrategyDocument.class)))
    public Response get(
            String strategy,
            @Parameter(description = EFFECTIVE, schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("effective")
                    @Nullable
                    String effective) {
        return documents.get(key(strategy), view(effective));
    }

    @GET
    @Path("/{strategy}/revisions/{revision}")
    @Allowed(Permission.READ)
    @Operation(summary = "One strategy, as it was written then")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StrategyDocument.class)))
    public Response revision(String strategy, long revision) {
        return documents.revision(key(strategy), revision, DocumentView.of(STRATEGY));
    }

    @PUT
    @Path("/{strategy}")
    @Allowed(Permission.OPERATE)
    @Operation(summary = "Creates a strategy, or a new revision of it where it differs")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StrategyDocument.class)))
    public Response put(String strategy, @Nullable StrategyDocument body, @Context HttpHeaders headers) {
        return documents.put(STRATEGY, key(strategy), body, headers);
    }

    @DELETE
    @Path("/{strategy}")
    @Allowed(Permission.OPERATE)
    @Operation(summary = "Deletes a strategy that no service, environment, strategy or unfinished release uses")
    @APIResponse(responseCode = "204", description = "It is gone; its revisions stay to be read")
    public Response delete(String strategy, @Context HttpHeaders headers) {
        return documents.delete(STRATEGY, key(strategy), headers);
    }

    private static DocumentView<StrategyDocument> view(@Nullable String effective) {
        return Flag.isTrue("effective", effective)
                ? new DocumentView<>(STRATEGY.type(), StrategyKind::effective)
                : DocumentView.of(STRATEGY);
    }

    private static DocumentKey key(String strategy) {
        return DocumentKey.of(Kind.STRATEGY, strategy);
    }
}
