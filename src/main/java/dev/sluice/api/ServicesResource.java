package dev.sluice.api;

import dev.sluice.catalogue.ServiceDocument;
import dev.sluice.security.Role.Permission;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Documents.Kind;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Services. */
@Path("/v1/services")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ServicesResource {

    private static final DocumentView<ServiceDocument> VIEW = DocumentView.asStored(ServiceDocument.class);

    private final DocumentsApi documents;

    public ServicesResource(DocumentsApi documents) {
        this.documents = documents;
    }

    @GET
    @Allowed(Permission.READ)
    @Operation(summary = "Services, by name")
    public DocumentsApi.Page<ServiceDocument> list(@BeanParam Paging paging) {
        return documents.list(Kind.SERVICE, "", paging, VIEW);
    }

    @GET
    @Path("/{service}")
    @Allowed(Permission.READ)
    @Operation(summary = "One service")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ServiceDocument.class)))
    public Response get(String service) {
        return documents.get(DocumentKey.of(Kind.SERVICE, service), VIEW);
    }

    @PUT
    @Path("/{service}")
    @Allowed(Permission.OPERATE)
    @Operation(summary = "Creates or replaces a service")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ServiceDocument.class)))
    public Response put(String service, @Nullable ServiceDocument body, @Context HttpHeaders headers) {
        ServiceDocument document = DocumentsApi.present(body).checked(service);
        return documents.put(
                DocumentKey.of(Kind.SERVICE, service),
                headers,
                VIEW,
                (handle, _) -> checked(handle, document),
                (_, _) -> {});
    }

    private static ServiceDocument checked(Handle handle, ServiceDocument document) {
        Strategies.demand(handle, document.strategies());
        return document;
    }
}
