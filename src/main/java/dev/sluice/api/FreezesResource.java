package dev.sluice.api;

import dev.sluice.catalogue.FreezeDocument;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Times in which releases are held. */
@Path("/v1/freezes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FreezesResource {

    private final DocumentsApi documents;

    public FreezesResource(DocumentsApi documents) {
        this.documents = documents;
    }

    @GET
    @Allowed(Permission.READ)
    @Operation(summary = "Freezes, by name")
    public DocumentsApi.Page<FreezeDocument> list(@BeanParam Paging paging) {
        return documents.list(FreezeKind.FREEZE, "", paging);
    }

    @GET
    @Path("/{freeze}")
    @Allowed(Permission.READ)
    @Operation(summary = "One freeze")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FreezeDocument.class)))
    public Response get(String freeze) {
        return documents.get(FreezeKind.FREEZE, key(freeze));
    }

    @PUT
    @Path("/{freeze}")
    @Allowed(Permission.OPERATE)
    @Operation(summary = "Creates or replaces a freeze, which holds the releases that it names while it is in force")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FreezeDocument.class)))
    public Response put(String freeze, @Nullable FreezeDocument body, @Context HttpHeaders headers) {
        return documents.put(FreezeKind.FREEZE, key(freeze), body, headers);
    }

    @DELETE
    @Path("/{freeze}")
    @Allowed(Permission.OPERATE)
    @Operation(summary = "Removes a freeze; what it held goes on at once")
    @APIResponse(responseCode = "204", description = "It is gone")
    public Response delete(String freeze, @Context HttpHeaders headers) {
        return documents.delete(FreezeKind.FREEZE, key(freeze), headers);
    }

    private static DocumentKey key(String freeze) {
        return DocumentKey.of(Kind.FREEZE, freeze);
    }
}
