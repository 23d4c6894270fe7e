package dev.sluice.api;

import dev.sluice.engine.Refusal;
import dev.sluice.engine.journal.Journal;
import dev.sluice.security.Role.Permission;
import dev.sluice.store.Database;
import dev.sluice.store.IntakeLog;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What came of requests that were taken in while the database was away. */
@Path("/v1/intake")
@Produces(MediaType.APPLICATION_JSON)
public class IntakeResource {

    private final Database database;
    private final Journal journal;

    public IntakeResource(Database database, Journal journal) {
        this.database = database;
        this.journal = journal;
    }

    @GET
    @Path("/{id}")
    @RunOnVirtualThread
    @Allowed(Permission.READ)
    @Operation(summary = "A request that was taken in while the database was away: WAITING, DONE or REJECTED")
    public ReceivedView get(String id) {
        return journal.find(id)
                .map(entry -> ReceivedView.waiting(entry, ReceivedView.WAITS))
                .or(() -> database.read(handle -> IntakeLog.find(handle, id)).map(ReceivedView::done))
                .orElseThrow(() -> Refusal.of(Refusal.Code.NOT_FOUND, "no request was taken in as " + id));
    }
}
