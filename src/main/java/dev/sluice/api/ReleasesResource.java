package dev.sluice.api;

import dev.sluice.analysis.Pair;
import dev.sluice.engine.Intake;
import dev.sluice.engine.Intent;
import dev.sluice.engine.Membership;
import dev.sluice.engine.Refusal;
import dev.sluice.engine.Request;
import dev.sluice.release.Event;
import dev.sluice.release.Phase;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.security.Role;
import dev.sluice.security.Role.Permission;
import dev.sluice.store.Database;
import dev.sluice.store.DatabaseAway;
import dev.sluice.store.Events;
import dev.sluice.store.ReleaseStore;
import dev.sluice.store.Verdicts;
import dev.sluice.validation.InvalidDocument;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Releases: create them, follow them, command them. */
@Path("/v1/releases")
@Produces(MediaType.APPLICATION_JSON)
public class ReleasesResource {

    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

    private final Database database;
    private final Caller caller;
    private final ReleaseRequests requests;
    private final ReleaseReadModel readModel;
    private final ReleaseViews views;
    private final Previews previews;
    private final EventStreams streams;
    private final Membership membership;

    public ReleasesResource(
            Database database,
            Caller caller,
            ReleaseRequests requests,
            ReleaseReadModel readModel,
            ReleaseViews views,
            Previews previews,
            EventStreams streams,
            Membership membership) {
        this.database = database;
        this.caller = caller;
        this.requests = requests;
        this.readModel = readModel;
        this.views = views;
        this.previews = previews;
        this.streams = streams;
        this.membership = membership;
    }

    @POST
    @RunOnVirtualThread
    @Allowed(Permission.RELEASE)
    @Operation(summary = "Creates a release; with validateOnly=true it only answers what it would be")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ReleaseView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Taken in while the database is away; _links.status says what comes of it",
            content = @Content(schema = @Schema(implementation = ReceivedView.class)))
    public Response create(
            @Valid @Nullable ReleaseBody body,
            @QueryParam("validateOnly")
                    @Parameter(
                            description = "true: answer what the release would be, and change nothing",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @Nullable
                    String validateOnly,
            @QueryParam("requestsPerSecond")
                    @Parameter(
                            description =
                                    "With validateOnly: of a target, for the preview; measured where it is absent",
                            schema = @Schema(type = SchemaType.NUMBER, minimum = "0.001", maximum = "10000000"))
                    @Nullable
                    String requestsPerSecond,
            @HeaderParam(IdempotentRequests.HEADER) Optional<String> key) {
        ReleaseBody asked = DocumentsApi.present(body);
        if (Flag.isTrue("validateOnly", validateOnly)) {
            OptionalDouble rate = Previews.rate(requestsPerSecond);
            return Response.ok(preview(asked.request(caller.principal()), rate)).build();
        }
        Intent create = new Intent.Create(requests.newRelease(), asked.request(caller.principal()));
        return requests.take(key, "POST /v1/releases", asked, create);
    }

    private ReleaseView preview(Request request, OptionalDouble rate) {
        Instant now = membership.now();
        Release planned = database.in(handle -> Intake.preview(handle, request, now));
        List<StepPreview> found = previews.of(planned, rate, now);
        List<String> warnings = previews.warnings(planned, now);
        return database.read(handle -> views.ofPreview(handle, planned, found, warnings));
    }

    @GET
    @RunOnVirtualThread
    @Allowed(Permission.READ)
    @Operation(summary = "Releases, the newest first")
    public DocumentsApi.Page<ReleaseView> list(
            @BeanParam Paging paging,
            @QueryParam("service") @Nullable String service,
            @QueryParam("environment") @Nullable String environment,
            @QueryParam("phase") @Nullable String phase) {
        ReleaseStore.Filter filter =
                new ReleaseStore.Filter(orEmpty(service), orEmpty(environment), checkedPhase(phase));
        try {
            return database.read(handle -> DocumentsApi.Page.together(
                    ReleaseStore.list(handle, filter, paging.afterId("r-"), paging.limit() + 1),
                    paging.limit(),
                    shown -> views.of(handle, shown),
                    release -> release.id().value()));
        } catch (DatabaseAway away) {
            return readModel.list(filter, paging, away);
        }
    }

    private static String checkedPhase(@Nullable String phase) {
        if (phase == null) {
            return "";
        }
        try {
            return Phase.valueOf(phase).name();
        } catch (IllegalArgumentException unknown) {
            throw Refused.parameter("phase", "must be one of " + List.of(Phase.values()));
        }
    }

    @GET
    @Path("/{id}")
    @RunOnVirtualThread
    @Allowed(Permission.READ)
    @Operation(summary = "One release")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReleaseView.class)))
    public Response get(String id) {
        return readModel.get(id(id));
    }

    @POST
    @Path("/{id}/commands")
    @RunOnVirtualThread
    @Allowed(Permission.ABORT)
    @Operation(summary = "Commands a release; undo and retry answer the new release. Every role may abort")
    @APIResponse(
            responseCode = "201",
            description = "A new release: an undo or a retry",
            content = @Content(schema = @Schema(implementation = ReleaseView.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReleaseView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Taken in while the database is away; _links.status says what comes of it",
            content = @Content(schema = @Schema(implementation = ReceivedView.class)))
    public Response command(
            String id,
            @Valid @Nullable CommandBody body,
            @HeaderParam(IdempotentRequests.HEADER) Optional<String> key) {
        CommandBody asked = DocumentsApi.present(body);
        checkMay(asked.word());
        ReleaseId release = id(id);
        Intent intent = switch (asked.word()) {
            case "retry" -> new Intent.Retry(requests.newRelease(), release, caller.name(), asked.text());
            case "undo" -> new Intent.Undo(requests.newRelease(), release, caller.name(), asked.text());
            default -> new Intent.Order(release, asked.command(), caller.name());
        };
        return requests.take(key, "POST /v1/releases/" + id + "/commands", asked, intent);
    }

    private void checkMay(String command) {
        Permission needed = CommandRights.of(command);
        if (!caller.principal().may(needed)) {
            throw new Refused(
                    ProblemCode.NOT_ALLOWED,
                    command + " takes the role " + Role.least(needed).word() + "; "
                            + caller.name() + " has the role "
                            + caller.principal().role().word());
        }
    }

    @POST
    @Path("/{id}/approvals")
    @RunOnVirtualThread
    @Allowed(Permission.APPROVE)
    @Operation(summary = "Approves or rejects the step that waits for people")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReleaseView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Taken in while the database is away; _links.status says what comes of it",
            content = @Content(schema = @Schema(implementation = ReceivedView.class)))
    public Response approve(
            String id,
            @Valid @Nullable ApprovalBody body,
            @HeaderParam(IdempotentRequests.HEADER) Optional<String> key) {
        ApprovalBody asked = DocumentsApi.present(body);
        boolean approves = "approve".equals(asked.decision());
        if (!approves && !"reject".equals(asked.decision())) {
            throw InvalidDocument.at("/decision", "must be approve or reject");
        }
        if (!caller.principal().person()) {
            throw new Refused(ProblemCode.NOT_ALLOWED, "approvals are given by people; this token is a program's");
        }
        Optional<Integer> step = Optional.ofNullable(asked.step()).map(shown -> shown - 1);
        Intent approve = new Intent.Approve(id(id), step, approves, asked.text(), caller.principal());
        return requests.take(key, "POST /v1/releases/" + id + "/approvals", asked, approve);
    }

    @GET
    @Path("/{id}/events")
    @RunOnVirtualThread
    @Allowed(Permission.READ)
    @Operation(summary = "What happened to a release, the oldest first")
    public DocumentsApi.Page<EventView> events(String id, @BeanParam Paging paging) {
        long after = StreamPlace.of(paging);
        return database.read(handle -> {
            ReleaseId release = find(handle, id).id();
            return DocumentsApi.Page.of(
                    Events.of(handle, release, after, paging.limit() + 1),
                    paging.limit(),
                    EventView::of,
                    event -> String.valueOf(event.number()));
        });
    }

    @GET
    @Path("/{id}/events")
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS + ";qs=0.5")
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Allowed(Permission.READ)
    @Operation(summary = "What happens to a release, from behind Last-Event-ID to its end")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = EventView.class)))
    public Multi<OutboundSseEvent> stream(
            String id, @Context Sse sse, @HeaderParam("Last-Event-ID") @Nullable String lastEventId) {
        ReleaseId release = database.read(handle -> find(handle, id)).id();
        return streams.stream(
                sse,
                StreamPlace.ofHeader(lastEventId),
                new EventStreams.Source(
                        place -> streams.read(handle -> Events.of(handle, release, place, EventStreams.BATCH)),
                        Events.Stored::number,
                        event -> event.event() instanceof Event.Ended,
                        caller.stillAllowed()));
    }

    /**
     * What a gate said at one look.
     *
     * @param seen what it read of both arms
     */
    @Schema(name = "Verdict")
    public record VerdictView(
            String target,
            Instant from,
            Instant at,
            int step,
            String verdict,
            double logE,
            String sentence,
            Pair seen) {}

    @GET
    @Path("/{id}/gates/{gate}/verdicts")
    @RunOnVirtualThread
    @Allowed(Permission.READ)
    @Operation(summary = "Everything a gate said, with its evidence, the newest first")
    public DocumentsApi.Page<VerdictView> verdicts(String id, String gate, @BeanParam Paging paging) {
        long before = before(paging);
        return database.read(handle -> {
            ReleaseId release = find(handle, id).id();
            return DocumentsApi.Page.of(
                    Verdicts.list(handle, release, gate, before, paging.limit() + 1),
                    paging.limit(),
                    row -> new VerdictView(
                            row.target(),
                            row.from(),
                            row.at(),
                            row.step() + 1,
                            row.verdict().name(),
                            row.logE(),
                            row.sentence(),
                            row.seen()),
                    row -> String.valueOf(row.position()));
        });
    }

    private static long before(Paging paging) {
        String pageToken = paging.after(POSITION.asMatchPredicate());
        return pageToken.isEmpty() ? Verdicts.NEWEST : Long.parseLong(pageToken);
    }

    @GET
    @Path("/{id}/targets/{target}")
    @RunOnVirtualThread
    @Allowed(Permission.READ)
    @Operation(summary = "A target's weight: as it should be, as the routers say, as users got it")
    public ReleaseView.TargetView target(String id, String target) {
        return database.read(handle -> views.of(handle, find(handle, id))).targets().stream()
                .filter(view -> view.name().equals(target))
                .findFirst()
                .orElseThrow(() -> Refusal.of(Refusal.Code.NOT_FOUND, id + " has no target " + target));
    }

    private static Release find(Handle handle, String id) {
        return ReleaseStore.find(handle, id(id)).orElseThrow(() -> noRelease(id));
    }

    private static ReleaseId id(String id) {
        try {
            return new ReleaseId(id);
        } catch (IllegalArgumentException noId) {
            throw noRelease(id);
        }
    }

    private static Refusal noRelease(String id) {
        return Refusal.of(Refusal.Code.NOT_FOUND, "there is no release " + id);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
