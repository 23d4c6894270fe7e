package dev.sluice.store;

import dev.sluice.catalogue.TargetDocument;
import dev.sluice.release.Release;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.traffic.Binding;
import dev.sluice.traffic.DesiredTraffic;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.Traffic.Pool;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Records what targets' traffic should be, from the documents and instances that there are in the same transaction. */
public final class RouteWrites {

    private RouteWrites() {}

    /** Records what a release wants at a target. */
    static void write(Handle handle, Release release, TargetId target) {
        Routes.put(handle, desired(handle, target).of(release));
    }

    /** Whether a version is in what the routers are told of a target. */
    public static boolean has(Handle handle, TargetId target, Version version) {
        return recorded(handle, target).filter(traffic -> has(traffic, version)).isPresent();
    }

    private static boolean has(Traffic traffic, Version version) {
        return Stream.of(traffic.stable(), traffic.candidate())
                .flatMap(Optional::stream)
                .anyMatch(pool -> pool.version().isSameAs(version));
    }

    /** Records it again after the instances of a version were changed, where they are in it. */
    public static void refresh(Handle handle, TargetId target, Version version) {
        Optional<Traffic> before = recorded(handle, target);
        if (before.isEmpty() || has(before.get(), version)) {
            refresh(handle, target, before);
        }
    }

    /** Records it again after the binding or the instances of a target were changed: the same generation, newer. */
    public static void refresh(Handle handle, TargetId target) {
        refresh(handle, target, recorded(handle, target));
    }

    private static void refresh(Handle handle, TargetId target, Optional<Traffic> before) {
        DesiredTraffic desired = desired(handle, target);
        Traffic after = before.map(desired::of).orElseGet(() -> desired.first(generation(handle, target)));
        if (before.filter(after::equals).isEmpty()) {
            Routes.put(handle, after);
        }
    }

    private static Optional<Traffic> recorded(Handle handle, TargetId target) {
        return Routes.read(handle, List.of(target)).stream().findFirst();
    }

    /** That of a new target is 0, unless one of that name was there before. */
    private static long generation(Handle handle, TargetId target) {
        return TargetStates.find(handle, target)
                .map(TargetStates.State::generation)
                .orElse(0L);
    }

    private static DesiredTraffic desired(Handle handle, TargetId target) {
        return new DesiredTraffic(target, binding(handle, target), version -> pool(handle, target, version));
    }

    private static Binding binding(Handle handle, TargetId target) {
        DocumentKey key = new DocumentKey(Documents.Kind.TARGET, target.service(), target.name());
        return Documents.find(handle, key)
                .map(stored -> Json.read(stored.body(), TargetDocument.class).binding())
                .orElseThrow(() -> new IllegalStateException("no target " + target));
    }

    private static Pool pool(Handle handle, TargetId target, Version version) {
        return Endpoints.find(handle, target, version.digest())
                .map(Endpoints.Stored::pool)
                .orElseGet(() -> new Pool(version, List.of()));
    }
}
