package dev.sluice.api;

import dev.sluice.engine.Membership;
import dev.sluice.security.LastAdmin;
import dev.sluice.security.Role.Permission;
import dev.sluice.store.Database;
import dev.sluice.store.DatabaseAway;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who the caller is taken for. */
@Path("/v1/whoami")
@Produces(MediaType.APPLICATION_JSON)
public class WhoAmIResource {

    private final Caller caller;
    private final Database database;
    private final Membership membership;

    public WhoAmIResource(Caller caller, Database database, Membership membership) {
        this.caller = caller;
        this.database = database;
        this.membership = membership;
    }

    /**
     * Who somebody is, and what they may.
     *
     * @param warnings what an admin has to do soon
     */
    public record WhoAmI(String name, String kind, String role, List<String> groups, List<String> warnings) {}

    @GET
    @RunOnVirtualThread
    @Allowed(Permission.READ)
    @Operation(summary = "Who the caller is taken for")
    public WhoAmI get() {
        return new WhoAmI(
                caller.name(),
                caller.principal().person() ? "person" : "ci",
                caller.principal().role().word(),
                caller.principal().groups(),
                warnings());
    }

    /** While the database is away nothing is known of its tokens, and whoever asks for themselves is answered all the same. */
    private List<String> warnings() {
        try {
            return database.read(handle -> LastAdmin.warning(handle, membership.now())).stream()
                    .toList();
        } catch (DatabaseAway unknown) {
            return List.of();
        }
    }
}
