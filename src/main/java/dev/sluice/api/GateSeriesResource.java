package dev.sluice.api;

import dev.sluice.engine.Refusal;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.security.Role.Permission;
import dev.sluice.store.Database;
import dev.sluice.store.ReleaseStore;
import dev.sluice.store.Verdicts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jdbi.v3.core.Handle;

/** What a gate saw and said, to be plotted. */
@Path("/v1/releases/{id}/gates/{gate}/series")
@Produces(MediaType.APPLICATION_JSON)
public class GateSeriesResource {

    private static final int MOST = 2_000;

    private final Database database;

    public GateSeriesResource(Database database) {
        this.database = database;
    }

    @GET
    @RunOnVirtualThread
    @Allowed(Permission.READ)
    @Operation(
            summary = "A gate's looks with both arms' rates, the oldest first, at most the latest 2,000, and its band")
    public GateSeries series(String id, String gate) {
        return database.read(handle -> {
            Release release = find(handle, id);
            if (release.plan().gate(gate).isEmpty()) {
                throw Refusal.of(Refusal.Code.NOT_FOUND, id + " has no gate " + gate);
            }
            List<Verdicts.Row> rows = Verdicts.list(handle, release.id(), gate, Verdicts.NEWEST, MOST + 1);
            boolean complete = rows.size() <= MOST;
            return GateSeries.of(
                    gate,
                    complete,
                    complete ? rows : rows.subList(0, MOST),
                    ReleaseStore.analysis(handle, release.id()));
        });
    }

    private static Release find(Handle handle, String id) {
        return releaseId(id)
                .flatMap(known -> ReleaseStore.find(handle, known))
                .orElseThrow(() -> Refusal.of(Refusal.Code.NOT_FOUND, "there is no release " + id));
    }

    private static Optional<ReleaseId> releaseId(String id) {
        try {
            return Optional.of(new ReleaseId(id));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
