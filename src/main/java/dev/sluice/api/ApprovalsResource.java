package dev.sluice.api;

import dev.sluice.engine.Membership;
import dev.sluice.release.Circumstances;
import dev.sluice.release.Command;
import dev.sluice.release.CommandResult;
import dev.sluice.release.Commands;
import dev.sluice.release.OpenApproval;
import dev.sluice.release.Release;
import dev.sluice.security.Principal;
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
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What waits for people. */
@Path("/v1/approvals")
@Produces(MediaType.APPLICATION_JSON)
public class ApprovalsResource {

    private final Database database;
    private final Caller caller;
    private final Membership membership;

    public ApprovalsResource(Database database, Caller caller, Membership membership) {
        this.database = database;
        this.caller = caller;
        this.membership = membership;
    }

    /**
     * An approval step that is open.
     *
     * @param mayI whether whoever asks may approve it now
     * @param whyNot why not; none where mayI is true
     */
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
            String planDigest,
            boolean mayI,
            @Nullable String whyNot) {}

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
        Instant now = membership.now();
        List<Release> found =
                database.read(handle -> ReleaseStore.list(handle, paused, paging.afterId("r-"), paging.limit() + 1));
        DocumentsApi.Page<Release> page = DocumentsApi.Page.of(
                found,
                paging.limit(),
                release -> release,
                release -> release.id().value());
        return new DocumentsApi.Page<>(
                page.items().stream()
                        .flatMap(release -> release.openApproval().map(open -> view(release, open, now)).stream())
                        .toList(),
                page.nextPageToken());
    }

    private OpenApprovalView view(Release release, OpenApproval open, Instant now) {
        Optional<String> whyNot = whyNot(release, open, now);
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
                release.spec().planDigest(),
                whyNot.isEmpty(),
                whyNot.orElse(null));
    }

    /** What an approval by whoever asks would be refused with, or why it would add nothing. */
    private Optional<String> whyNot(Release release, OpenApproval open, Instant now) {
        Principal who = caller.principal();
        if (!who.may(Permission.APPROVE)) {
            return Optional.of("the role " + who.role().name().toLowerCase(Locale.ROOT) + " doesn't approve");
        }
        if (!who.person()) {
            return Optional.of("approvals are given by people; this token is a program's");
        }
        if (!who.isAmong(open.asks().from())) {
            return Optional.of(
                    "this step asks for " + String.join(", ", open.asks().from()));
        }
        Command approve = new Command.Decide(open.step(), true, "");
        return switch (Commands.apply(release, approve, who.name(), Circumstances.NONE, now)) {
            case CommandResult.Refused refused -> Optional.of(refused.why());
            case CommandResult.Accepted accepted ->
                accepted.events().isEmpty() ? Optional.of("you approved it already") : Optional.empty();
        };
    }
}
