package dev.sluice.api;

import dev.sluice.connection.ConnectionDocument;
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

/** Registered endpoints outside; their secrets are write-only. */
@Path("/v1/connections")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ConnectionsResource {

    private final DocumentsApi documents;

    public ConnectionsResource(DocumentsApi documents) {
        this.documents = documents;
    }

    @GET
    @Allowed(Permission.READ)
    @Operation(summary = "Registered endpoints, by name, without their secrets")
    public DocumentsApi.Page<ConnectionDocument> list(@BeanParam Paging paging) {
        return documents.list(ConnectionKind.CONNECTION, "", paging);
    }

    @GET
    @Path("/{connection}")
    @Allowed(Permission.READ)
    @Operation(summary = "One connection")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ConnectionDocument.class)))
    public Response get(String connection) {
        return documents.get(ConnectionKind.CONNECTION, key(connection));
    }

    @PUT
    @Path("/{connection}")
    @Allowed(Permission.ADMINISTER)
    @Operation(summary = "Creates or replaces a connection")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ConnectionDocument.class)))
    public Response put(String connection, @Nullable ConnectionDocument body, @Context HttpHeaders headers) {
        return documents.put(ConnectionKind.CONNECTION, key(connection), body, headers);
    }

    @DELETE
    @Path("/{connection}")
    @Allowed(Permission.ADMINISTER)
    @Operation(summary = "Deletes a connection that no target, strategy or unfinished release uses")
    @APIResponse(responseCode = "204", description = "It is gone")
    public Response delete(String connection, @Context HttpHeaders headers) {
        return documents.delete(ConnectionKind.CONNECTION, key(connection), headers);
    }

    private static DocumentKey key(String connection) {
        return DocumentKey.of(Kind.CONNECTION, connection);
    }
}
