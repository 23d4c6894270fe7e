package dev.sluice.api;

import dev.sluice.release.OpenApproval;
import dev.sluice.release.Release;
import dev.sluice.security.Role.Permission;
import dev.sluice.store.Database;
import dev.sluice.store.ReleaseStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What waits for people. */
@Path("/v1/approvals")
@Produces(MediaType.APPLICATION_JSON)
public class ApprovalsResource {

    private final Database database;

    public ApprovalsResource(Database database) {
        this.database = database;
    }

    /** An approval step that is open. */
    public record OpenApprovalView(
            String release,
            String service,
            String environment,
            String version,
            String requestedBy,
            int step,
            long missing,
            List<String> from,
            Instant expiresAt,
            String planDigest) {}

    @GET
    @RunOnVirtualThread
    @Allowed(Permission.READ)
    @Operation(summary = "Approval steps that are open, of the newest releases first")
    public DocumentsApi.Page<OpenApprovalView> list(
            @QueryParam("status")
                    @Parameter(
                            description = "Only open ones are listed; those that were given stand in their release",
                            schema =
                                    @Schema(
                                            enumeration = {"open"},
                                            defaultValue = "open"))
                    @Nullable
                    String status,
            @BeanParam Paging paging) {
        if (status != null && !status.equals("open")) {
            throw Refused.parameter("status", "must be open");
        }
        ReleaseStore.Filter paused = new ReleaseStore.Filter("", "", "PAUSED");
        List<Release> found =
                database.read(handle -> ReleaseStore.list(handle, paused, paging.afterId("r-"), paging.limit() + 1));
        DocumentsApi.Page<Release> page = DocumentsApi.Page.of(
                found,
                paging.limit(),
                release -> release,
                release -> release.id().value());
        return new DocumentsApi.Page<>(
                page.items().stream()
                        .flatMap(release -> release.openApproval().map(open -> view(release, open)).stream())
                        .toList(),
                page.nextPageToken());
    }

    private static OpenApprovalView view(Release release, OpenApproval open) {
        return new OpenApprovalView(
                release.id().value(),
                release.spec().service(),
                release.spec().environment(),
                release.spec().version().label(),
                release.spec().requestedBy(),
                open.step() + 1,
                open.missing(),
                open.asks().from(),
                open.expiresAt(),
                release.spec().planDigest());
    }
}
