package dev.sluice.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.security.Role.Permission;
import dev.sluice.store.Database;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Documents of any kinds together: all of them are written, or none. */
@Path("/v1/apply")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ApplyResource {

    private final Applying applying;
    private final Database database;
    private final IdempotentRequests once;

    public ApplyResource(Applying applying, Database database, IdempotentRequests once) {
        this.applying = applying;
        this.database = database;
        this.once = once;
    }

    /**
     * What is to be there.
     *
     * @param documents each with its kind and name, in any order
     */
    public record ApplyBody(
            @Schema(type = SchemaType.ARRAY, implementation = Object.class) @Nullable
            List<ObjectNode> documents) {}

    @POST
    @Allowed(Permission.READ)
    @Operation(
            summary = "Creates and changes documents together, all or none; each that changes takes the role that its"
                    + " PUT takes. With dryRun=true it only answers what would change")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Applied.class)))
    public Response apply(
            @Nullable ApplyBody body,
            @QueryParam("dryRun")
                    @Parameter(
                            description = "true: check everything, answer what would change, and change nothing",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @Nullable
                    String dryRun,
            @HeaderParam(IdempotentRequests.HEADER) Optional<String> key,
            @Context HttpHeaders headers) {
        List<ObjectNode> documents =
                Optional.ofNullable(DocumentsApi.present(body).documents()).orElse(List.of());
        Precondition condition = Precondition.of(headers);
        if (Flag.isTrue("dryRun", dryRun)) {
            Applied applied = database.tried(handle -> applying.apply(handle, documents, condition, true));
            return Response.ok(applied)
                    .header(HttpHeaders.ETAG, applied.before())
                    .build();
        }
        return once.run(
                key,
                "POST /v1/apply",
                DocumentsApi.present(body),
                handle -> new IdempotentRequests.Made(
                        200, Map.of(), applying.apply(handle, documents, condition, false)));
    }
}
