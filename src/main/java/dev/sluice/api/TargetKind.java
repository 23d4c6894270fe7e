package dev.sluice.api;

import dev.sluice.catalogue.TargetDocument;
import dev.sluice.engine.Refusal;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.security.Role.Permission;
import dev.sluice.store.Catalogue;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Documents.Kind;
import dev.sluice.store.Endpoints;
import dev.sluice.store.Reference;
import dev.sluice.store.ReleaseStore;
import dev.sluice.store.RouteWrites;
import dev.sluice.store.Routes;
import dev.sluice.store.TargetStates;
import dev.sluice.store.TrafficClaims;
import dev.sluice.traffic.Binding.Claim;
import dev.sluice.traffic.Traffic.Pool;
import dev.sluice.validation.InvalidDocument;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Where the traffic of services is shifted, each below its service. */
final class TargetKind implements DocumentKind<TargetDocument> {

    static final TargetKind TARGET = new TargetKind();

    private TargetKind() {}

    @Override
    public Kind kind() {
        return Kind.TARGET;
    }

    @Override
    public Class<TargetDocument> type() {
        return TargetDocument.class;
    }

    @Override
    public Permission writing() {
        return Permission.OPERATE;
    }

    @Override
    public List<Reference> references() {
        return List.of(
                new Reference("/service", Kind.SERVICE),
                new Reference("/environment", Kind.ENVIRONMENT),
                new Reference("/traffic/connection", Kind.CONNECTION),
                new Reference("/metrics/connection", Kind.CONNECTION));
    }

    @Override
    public String inReleases() {
        return "$.plan.waves[*].targets[*] ? (@.service == $parent && @.name == $name)";
    }

    @Override
    public TargetDocument checked(
            Handle handle, DocumentKey key, TargetDocument given, Optional<TargetDocument> before) {
        TargetDocument document = given.checked(key.parent(), key.name());
        if (Catalogue.service(handle, key.parent()).isEmpty()) {
            throw Refusal.of(Refusal.Code.NOT_FOUND, "there is no service " + key.parent() + "; create it first");
        }
        if (before.filter(old -> !environment(document).equals(environment(old)))
                .isPresent()) {
            throw InvalidDocument.at("/environment", "can't be changed; make another target");
        }
        before.filter(old -> !old.binding().equals(document.binding()))
                .flatMap(_ -> ReleaseStore.lockMoving(handle, id(key), environment(document)))
                .ifPresent(release -> {
                    throw new Refusal(
                            Refusal.Code.CONFLICT,
                            "/traffic",
                            "hosts, pathPrefix and stickyBy say who is admitted, and " + release.id() + " of "
                                    + release.spec().version().label()
                                    + " is moving here; abort it, or wait for its end");
                });
        return document;
    }

    @Override
    public void written(Handle handle, DocumentKey key, TargetDocument document) {
        TargetId id = id(key);
        TargetStates.create(handle, id, environment(document));
        TrafficClaims.claim(handle, id, document.binding().claims()).ifPresent(TargetKind::refuseTaken);
        RouteWrites.refresh(handle, id);
    }

    private static void refuseTaken(TrafficClaims.Conflict taken) {
        throw new Refusal(
                Refusal.Code.CONFLICT,
                taken.claim().field(),
                taken.claim().words() + " belongs to target " + taken.owner().name() + " of service "
                        + taken.owner().service() + ", and has one target only; take another one");
    }

    @Override
    public void keepReleasesOut(Handle handle, DocumentKey key, TargetDocument document) {
        ReleaseStore.lockLane(handle, key.parent(), environment(document));
    }

    @Override
    public void deleting(Handle handle, DocumentKey key, TargetDocument document, boolean whileServing) {
        TargetId id = id(key);
        serving(handle, id).filter(_ -> !whileServing).ifPresent(version -> {
            throw Refusal.of(
                    Refusal.Code.CONFLICT,
                    key.title() + " carries traffic: users of "
                            + String.join(
                                    ", ",
                                    document.binding().claims().stream()
                                            .map(Claim::words)
                                            .toList()) + " meet " + version.label()
                            + " there; move them elsewhere first, or delete it all the same with ?whileServing=true"
                            + " (sluice delete --while-serving)");
        });
        TrafficClaims.release(handle, id);
        Endpoints.forget(handle, id);
        TargetStates.clear(handle, id);
        Routes.remove(handle, id);
    }

    /** The version that users are sent to. */
    private static Optional<Version> serving(Handle handle, TargetId target) {
        return Routes.read(handle, List.of(target)).stream()
                .flatMap(traffic -> Stream.of(traffic.stable(), traffic.candidate()))
                .flatMap(Optional::stream)
                .map(Pool::version)
                .findFirst();
    }

    private static TargetId id(DocumentKey key) {
        return new TargetId(key.parent(), key.name());
    }

    private static String environment(TargetDocument document) {
        return document.environment() == null ? "" : document.environment();
    }
}
