package dev.sluice.api;

import dev.sluice.catalogue.Flaw;
import dev.sluice.catalogue.FreezeDocument;
import dev.sluice.catalogue.InvalidDocument;
import dev.sluice.engine.Refusal;
import dev.sluice.security.Role.Permission;
import dev.sluice.store.Catalogue;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Documents;
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
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Times in which releases are held. */
@Path("/v1/freezes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FreezesResource {

    private static final DocumentView<FreezeDocument> VIEW = DocumentView.asStored(FreezeDocument.class);

    private final DocumentsApi documents;

    public FreezesResource(DocumentsApi documents) {
        this.documents = documents;
    }

    @GET
    @Allowed(Permission.READ)
    @Operation(summary = "Freezes, by name")
    public DocumentsApi.Page<FreezeDocument> list(@BeanParam Paging paging) {
        return documents.list(Kind.FREEZE, "", paging, VIEW);
    }

    @GET
    @Path("/{freeze}")
    @Allowed(Permission.READ)
    @Operation(summary = "One freeze")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FreezeDocument.class)))
    public Response get(String freeze) {
        return documents.get(key(freeze), VIEW);
    }

    @PUT
    @Path("/{freeze}")
    @Allowed(Permission.OPERATE)
    @Operation(summary = "Creates or replaces a freeze, which holds the releases that it names while it is in force")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FreezeDocument.class)))
    public Response put(String freeze, @Nullable FreezeDocument body, @Context HttpHeaders headers) {
        FreezeDocument document = DocumentsApi.present(body).checked(freeze);
        return documents.put(
                key(freeze),
                headers,
                VIEW,
                (handle, before) -> {
                    checkExist(handle, document);
                    if (before.isEmpty()) {
                        checkRoom(handle);
                    }
                    return document;
                },
                (_, _) -> {});
    }

    @DELETE
    @Path("/{freeze}")
    @Allowed(Permission.OPERATE)
    @Operation(summary = "Removes a freeze; what it held goes on at once")
    @APIResponse(responseCode = "204", description = "It is gone")
    public Response delete(String freeze, @Context HttpHeaders headers) {
        return documents.delete(key(freeze), headers);
    }

    private static DocumentKey key(String freeze) {
        return DocumentKey.of(Kind.FREEZE, freeze);
    }

    /** A freeze of something misspelt would hold nothing. */
    private static void checkExist(Handle handle, FreezeDocument document) {
        List<Flaw> flaws = new ArrayList<>();
        List<String> environments = document.inEnvironments();
        for (int i = 0; i < environments.size(); i++) {
            if (Catalogue.environment(handle, environments.get(i)).isEmpty()) {
                flaws.add(new Flaw("/environments/" + i, "there is no environment " + environments.get(i)));
            }
        }
        List<String> services = document.ofServices();
        for (int i = 0; i < services.size(); i++) {
            if (Catalogue.service(handle, services.get(i)).isEmpty()) {
                flaws.add(new Flaw("/services/" + i, "there is no service " + services.get(i)));
            }
        }
        if (!flaws.isEmpty()) {
            throw new InvalidDocument(flaws);
        }
    }

    private static void checkRoom(Handle handle) {
        int most = Catalogue.MOST_FREEZES;
        if (Documents.list(handle, Kind.FREEZE, "", "", most).size() == most) {
            throw Refusal.of(
                    Refusal.Code.CONFLICT, "there are " + most + " freezes already; delete those that are over");
        }
    }
}
