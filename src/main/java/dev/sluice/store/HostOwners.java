package dev.sluice.store;

import dev.sluice.release.TargetId;
import dev.sluice.traffic.Binding;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Which target has which host and path: each has one owner, whichever service or environment it is of. */
public final class HostOwners {

    private HostOwners() {}

    /** A host and path that another target has. */
    public record Taken(String host, String prefix, TargetId owner) {}

    /**
     * Takes what a target's binding asks for and gives up the rest. Of two that ask at the same time, the later waits for
     * the earlier to commit, and sees that it is taken.
     *
     * @return what somebody else has; then nothing was taken, and the transaction is to be rolled back
     */
    public static Optional<Taken> take(Handle handle, TargetId target, Binding binding) {
        release(handle, target);
        String prefix = prefix(binding);
        for (String host : hosts(binding)) {
            int written = handle.createUpdate("""
                            insert into host_owner (host, prefix, service, target)
                            values (:host, :prefix, :service, :target) on conflict do nothing""")
                    .bind("host", host)
                    .bind("prefix", prefix)
                    .bind("service", target.service())
                    .bind("target", target.name())
                    .execute();
            if (written == 0) {
                return Optional.of(new Taken(host, prefix, owner(handle, host, prefix)));
            }
        }
        return Optional.empty();
    }

    /** The target has no host any more. */
    public static void release(Handle handle, TargetId target) {
        handle.createUpdate("delete from host_owner where service = :service and target = :target")
                .bind("service", target.service())
                .bind("target", target.name())
                .execute();
    }

    private static TargetId owner(Handle handle, String host, String prefix) {
        return handle.createQuery("select service, target from host_owner where host = :host and prefix = :prefix")
                .bind("host", host)
                .bind("prefix", prefix)
                .map((row, _) -> new TargetId(row.getString("service"), row.getString("target")))
                .one();
    }

    private static Set<String> hosts(Binding binding) {
        return binding.hosts().isEmpty() ? Set.of(Binding.EVERY_HOST) : new LinkedHashSet<>(binding.hosts());
    }

    /** The same path with and without a final slash is one. */
    private static String prefix(Binding binding) {
        String prefix = binding.pathPrefix();
        return prefix.length() > 1 && prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
    }
}
