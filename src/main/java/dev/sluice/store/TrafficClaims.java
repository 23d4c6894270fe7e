package dev.sluice.store;

import dev.sluice.release.TargetId;
import dev.sluice.traffic.Binding.Claim;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Which target has which place of a router, such as a host and path: each has one owner, whichever service it is of. */
public final class TrafficClaims {

    private TrafficClaims() {}

    /** A place that another target has. */
    public record Conflict(Claim claim, TargetId owner) {}

    /**
     * Takes what a target asks for and gives up the rest. Of two that ask at the same time, the later waits for the
     * earlier to commit, and sees that it is taken.
     *
     * @return what somebody else has; then nothing was taken, and the transaction is to be rolled back
     */
    public static Optional<Conflict> claim(Handle handle, TargetId target, List<Claim> claims) {
        release(handle, target);
        for (Claim claim : claims) {
            int written = handle.createUpdate("""
                            insert into host_owner (host, prefix, service, target)
                            values (:place, :part, :service, :target) on conflict do nothing""")
                    .bind("place", claim.place())
                    .bind("part", claim.part())
                    .bind("service", target.service())
                    .bind("target", target.name())
                    .execute();
            if (written == 0) {
                return Optional.of(new Conflict(claim, owner(handle, claim)));
            }
        }
        return Optional.empty();
    }

    /** The target has no place any more. */
    public static void release(Handle handle, TargetId target) {
        handle.createUpdate("delete from host_owner where service = :service and target = :target")
                .bind("service", target.service())
                .bind("target", target.name())
                .execute();
    }

    private static TargetId owner(Handle handle, Claim claim) {
        return handle.createQuery("select service, target from host_owner where host = :place and prefix = :part")
                .bind("place", claim.place())
                .bind("part", claim.part())
                .map((row, _) -> new TargetId(row.getString("service"), row.getString("target")))
                .one();
    }
}
