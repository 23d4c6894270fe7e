package dev.sluice.api;

import dev.sluice.catalogue.ServiceDocument;
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

/** Services. */
@Path("/v1/services")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ServicesResource {

    private final DocumentsApi documents;

    public ServicesResource(DocumentsApi documents) {
        this.documents = documents;
    }

    @GET
    @Allowed(Permission.READ)
    @Operation(summary = "Services, by name")
    public DocumentsApi.Page<ServiceDocument> list(@BeanParam Paging paging) {
        return documents.list(ServiceKind.SERVICE, "", paging);
    }

    @GET
    @Path("/{service}")
    @Allowed(Permission.READ)
    @Operation(summary = "One service")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ServiceDocument.class)))
    public Response get(String service) {
        return documents.get(ServiceKind.SERVICE, key(service));
    }

    @PUT
    @Path("/{service}")
    @Allowed(Permission.OPERATE)
    @Operation(summary = "Creates or replaces a service")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ServiceDocument.class)))
    public Response put(String service, @Nullable ServiceDocument body, @Context HttpHeaders headers) {
        return documents.put(ServiceKind.SERVICE, key(service), body, headers);
    }

    @DELETE
    @Path("/{service}")
    @Allowed(Permission.OPERATE)
    @Operation(
            summary = "Deletes a service that has no targets and no unfinished release; its releases stay to be read")
    @APIResponse(responseCode = "204", description = "It is gone")
    public Response delete(String service, @Context HttpHeaders headers) {
        return documents.delete(ServiceKind.SERVICE, key(service), headers);
    }

    private static DocumentKey key(String service) {
        return DocumentKey.of(Kind.SERVICE, service);
    }
}
