package dev.sluice.api;

import dev.sluice.security.Role.Permission;
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

    public WhoAmIResource(Caller caller) {
        this.caller = caller;
    }

    /** Who somebody is, and what they may. */
    public record WhoAmI(String name, String kind, String role, List<String> groups) {}

    @GET
    @RunOnVirtualThread
    @Allowed(Permission.READ)
    @Operation(summary = "Who the caller is taken for")
    public WhoAmI get() {
        return new WhoAmI(
                caller.name(),
                caller.principal().person() ? "person" : "ci",
                caller.principal().role().word(),
                caller.principal().groups());
    }
}
