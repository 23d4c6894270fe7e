package dev.sluice.store;

import dev.sluice.catalogue.TargetDocument;
import dev.sluice.release.Phase;
import dev.sluice.release.Release;
import dev.sluice.release.TargetId;
import dev.sluice.release.TargetState;
import dev.sluice.release.Version;
import dev.sluice.release.Weight;
import dev.sluice.traffic.Binding;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.Traffic.Pool;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Works out what a target's traffic should be, and writes it for the routers. */
public final class DesiredTraffic {

    private DesiredTraffic() {}

    /** Writes the traffic that a release's target wants. */
    static void write(Handle handle, Release release, TargetState target) {
        boolean succeeded = release.phase() == Phase.SUCCEEDED;
        Optional<Version> stable = succeeded ? Optional.of(release.spec().version()) : target.stable();
        boolean compares = !release.hasEnded();
        Optional<Version> candidate = compares ? Optional.of(release.spec().version()) : Optional.empty();
        Weight weight = compares ? target.stage().weight() : Weight.NONE;
        Routes.put(
                handle,
                new Traffic(
                        target.id(),
                        binding(handle, target.id()),
                        stable.map(version -> pool(handle, target.id(), version)),
                        candidate.map(version -> pool(handle, target.id(), version)),
                        weight,
                        release.spec().salt(),
                        Optional.of(release.id()),
                        0,
                        target.generation()));
    }

    /** Whether a version is in what the routers are told of a target. */
    public static boolean has(Handle handle, TargetId target, Version version) {
        return Routes.read(handle, List.of(target)).stream()
                .flatMap(traffic -> Stream.of(traffic.stable(), traffic.candidate()))
                .flatMap(Optional::stream)
                .anyMatch(pool -> pool.version().isSameAs(version));
    }

    /** Writes it again after the instances of a version were changed, where they are in it. */
    public static void refresh(Handle handle, TargetId target, Version version) {
        Optional<Traffic> before = Routes.read(handle, List.of(target)).stream().findFirst();
        boolean isElsewhere = before.isPresent()
                && Stream.of(before.get().stable(), before.get().candidate())
                        .flatMap(Optional::stream)
                        .noneMatch(pool -> pool.version().isSameAs(version));
        if (!isElsewhere) {
            refresh(handle, target, before);
        }
    }

    /** Writes it again after the binding or the instances of a target were changed: the same generation, newer. */
    public static void refresh(Handle handle, TargetId target) {
        refresh(handle, target, Routes.read(handle, List.of(target)).stream().findFirst());
    }

    private static void refresh(Handle handle, TargetId target, Optional<Traffic> before) {
        Binding binding = binding(handle, target);
        Traffic after = before.map(traffic -> new Traffic(
                        target,
                        binding,
                        traffic.stable().map(pool -> pool(handle, target, pool.version())),
                        traffic.candidate().map(pool -> pool(handle, target, pool.version())),
                        traffic.weight(),
                        traffic.salt(),
                        traffic.release(),
                        traffic.epoch(),
                        traffic.generation()))
                .orElseGet(() -> new Traffic(
                        target,
                        binding,
                        Optional.empty(),
                        Optional.empty(),
                        Weight.NONE,
                        "",
                        Optional.empty(),
                        0,
                        generation(handle, target)));
        if (before.filter(after::equals).isEmpty()) {
            Routes.put(handle, after);
        }
    }

    /** That of a new target is 0, unless one of that name was there before. */
    private static long generation(Handle handle, TargetId target) {
        return TargetStates.find(handle, target)
                .map(TargetStates.State::generation)
                .orElse(0L);
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
