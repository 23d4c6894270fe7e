package dev.sluice.api;

import dev.sluice.catalogue.EnvironmentDocument;
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

/** Environments. */
@Path("/v1/environments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EnvironmentsResource {

    private final DocumentsApi documents;

    public EnvironmentsResource(DocumentsApi documents) {
        this.documents = documents;
    }

    @GET
    @Allowed(Permission.READ)
    @Operation(summary = "Environments, by name")
    public DocumentsApi.Page<EnvironmentDocument> list(@BeanParam Paging paging) {
        return documents.list(EnvironmentKind.ENVIRONMENT, "", paging);
    }

    @GET
    @Path("/{environment}")
    @Allowed(Permission.READ)
    @Operation(summary = "One environment")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EnvironmentDocument.class)))
    public Response get(String environment) {
        return documents.get(EnvironmentKind.ENVIRONMENT, key(environment));
    }

    @PUT
    @Path("/{environment}")
    @Allowed(Permission.ADMINISTER)
    @Operation(summary = "Creates or replaces an environment")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EnvironmentDocument.class)))
    public Response put(String environment, @Nullable EnvironmentDocument body, @Context HttpHeaders headers) {
        return documents.put(EnvironmentKind.ENVIRONMENT, key(environment), body, headers);
    }

    @DELETE
    @Path("/{environment}")
    @Allowed(Permission.ADMINISTER)
    @Operation(summary = "Deletes an environment without targets that no freeze names")
    @APIResponse(responseCode = "204", description = "It is gone")
    public Response delete(String environment, @Context HttpHeaders headers) {
        return documents.delete(EnvironmentKind.ENVIRONMENT, key(environment), headers);
    }

    private static DocumentKey key(String environment) {
        return DocumentKey.of(Kind.ENVIRONMENT, environment);
    }
}
