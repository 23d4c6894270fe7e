package dev.sluice.api;

import dev.sluice.security.Role.Permission;
import dev.sluice.store.Database;
import dev.sluice.store.Events;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** Everything that happens, as one stream. */
@Path("/v1/events")
@Produces(MediaType.APPLICATION_JSON)
public class EventsResource {

    private final Database database;
    private final EventStreams streams;
    private final Caller caller;

    public EventsResource(Database database, EventStreams streams, Caller caller) {
        this.database = database;
        this.streams = streams;
        this.caller = caller;
    }

    @GET
    @RunOnVirtualThread
    @Allowed(Permission.READ)
    @Operation(summary = "Events of all releases, the oldest first")
    public DocumentsApi.Page<EventView> list(@BeanParam Paging paging) {
        long after = StreamPlace.of(paging);
        List<Events.Stored> found = database.read(handle -> Events.all(handle, after, paging.limit() + 1));
        return DocumentsApi.Page.of(found, paging.limit(), EventView::of, event -> String.valueOf(event.position()));
    }

    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS + ";qs=0.5")
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Allowed(Permission.READ)
    @Operation(summary = "Events of all releases, as they happen")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = EventView.class)))
    public Multi<OutboundSseEvent> stream(
            @Context Sse sse, @HeaderParam("Last-Event-ID") @Nullable String lastEventId) {
        long after = lastEventId == null ? database.read(Events::lastPosition) : StreamPlace.ofHeader(lastEventId);
        return streams.stream(
                sse,
                after,
                new EventStreams.Source(
                        place -> streams.read(handle -> Events.all(handle, place, EventStreams.BATCH)),
                        Events.Stored::position,
                        _ -> false,
                        caller.stillAllowed()));
    }
}
