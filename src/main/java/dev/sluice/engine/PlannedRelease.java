package dev.sluice.engine;

import com.google.common.hash.Hashing;
import dev.sluice.catalogue.AllowedStrategies;
import dev.sluice.catalogue.EnvironmentDocument;
import dev.sluice.catalogue.Planner;
import dev.sluice.catalogue.ServiceDocument;
import dev.sluice.catalogue.TargetDocument;
import dev.sluice.engine.Refusal.Code;
import dev.sluice.release.Event;
import dev.sluice.release.Plan;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Spec;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.store.Catalogue;
import dev.sluice.store.Endpoints;
import dev.sluice.store.Json;
import dev.sluice.store.Quarantines;
import dev.sluice.store.ReleaseStore;
import dev.sluice.store.TargetStates;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What a request would become: a release with its plan for the targets that want it, checked against the documents and
 * against quarantine.
 *
 * @param allowed the strategies that releasers may take here
 */
record PlannedRelease(Release release, AllowedStrategies allowed) {

    /**
     * Plans a release; nothing is changed.
     *
     * @param id that the release gets
     * @throws Refusal when it can't be, naming the field or the reason
     */
    static PlannedRelease of(Handle handle, ReleaseId id, Request request, Instant now) {
        Catalogue.Planned documents =
                Catalogue.planned(handle, request.service(), request.environment(), request.strategy());
        ServiceDocument service = documents
                .service()
                .orElseThrow(() -> new Refusal(
                        Code.NOT_FOUND, "/service", "there is no service " + request.service() + "; create it first"));
        EnvironmentDocument environment = documents
                .environment()
                .orElseThrow(() -> new Refusal(
                        Code.NOT_FOUND, "/environment", "there is no environment " + request.environment()));
        List<TargetDocument> all = documents.targets();
        if (all.isEmpty()) {
            throw new Refusal(
                    Code.INVALID,
                    "/environment",
                    "service " + request.service() + " has no target in " + request.environment()
                            + "; create one first");
        }
        List<TargetDocument> targets = wanting(handle, request, all);
        checkVersion(handle, request, environment, targets);
        String name = request.strategy()
                .or(() -> Optional.ofNullable(service.strategy()))
                .orElse(Planner.STANDARD);
        Catalogue.Strategy strategy = documents
                .strategy(handle)
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "/strategy", "there is no strategy " + name));
        AllowedStrategies allowed = AllowedStrategies.of(service, environment);
        if (request.restricted() && !allowed.has(name)) {
            throw new Refusal(
                    Code.NOT_ALLOWED,
                    "/strategy",
                    "must be one that releasers may take here: " + allowed.sentence() + "; " + name
                            + " takes the role operator");
        }
        Plan plan = Planner.plan(strategy.document(), targets);
        Spec spec = new Spec(
                request.service(),
                request.environment(),
                request.version(),
                request.kind(),
                request.follows(),
                replaces(handle, request),
                request.requestedBy(),
                request.reason(),
                request.links(),
                salt(handle, request),
                name,
                (int) strategy.revision(),
                digest(plan, request.version()),
                now);
        return new PlannedRelease(Release.created(id, new Event.Created(spec, plan, now)), allowed);
    }

    /**
     * The targets that would change: those where the version is stable already stay as they are. So a target that joined
     * later gets what the others have by asking for it once more.
     */
    private static List<TargetDocument> wanting(Handle handle, Request request, List<TargetDocument> all) {
        return all.stream()
                .filter(target -> TargetStates.find(handle, id(target))
                        .flatMap(TargetStates.State::stable)
                        .filter(request.version()::isSameAs)
                        .isEmpty())
                .toList();
    }

    private static void checkVersion(
            Handle handle, Request request, EnvironmentDocument environment, List<TargetDocument> targets) {
        boolean demanded = environment.digestRequired() || targets.stream().anyMatch(TargetDocument::digestRequired);
        if (demanded && request.version().digest().equals(request.version().label())) {
            throw new Refusal(
                    Code.INVALID,
                    "/version/digest",
                    "is demanded here: a label can be moved to another artifact, a digest can't");
        }
        Quarantines.open(
                        handle,
                        request.service(),
                        request.environment(),
                        request.version().digest())
                .ifPresent(entry -> {
                    throw new Refusal(
                            Code.QUARANTINED,
                            "/version",
                            request.version().label() + " is in quarantine (" + entry.id() + ") since " + entry.at()
                                    + ": " + entry.reason() + "; an operator can lift it");
                });
        if (targets.isEmpty()) {
            throw new Refusal(
                    Code.CONFLICT,
                    "/version/digest",
                    request.version().label() + " is stable here already; there is nothing to release");
        }
        for (TargetDocument target : targets) {
            boolean known = !request.endpointsAt(name(target)).isEmpty()
                    || Endpoints.find(handle, id(target), request.version().digest())
                            .isPresent();
            if (!known) {
                throw new Refusal(
                        Code.INVALID,
                        "/version/endpoints",
                        "must name at least one instance of "
                                + request.version().label() + " at " + name(target));
            }
        }
    }

    /** An undo is for the version that is stable now. */
    private static Optional<Version> replaces(Handle handle, Request request) {
        return request.follows()
                .filter(_ -> request.kind() == Spec.Kind.UNDO)
                .flatMap(id -> ReleaseStore.find(handle, id))
                .map(before -> before.spec().version());
    }

    /**
     * The same people go first when a version is tried again. An undo has a salt of its own: a router that aborted what
     * is undone knows by it that this is another release.
     */
    private static String salt(Handle handle, Request request) {
        return request.follows()
                .filter(_ -> request.kind() == Spec.Kind.RETRY)
                .flatMap(id -> ReleaseStore.find(handle, id))
                .map(before -> before.spec().salt())
                .orElseGet(Ids::salt);
    }

    /** What approvals are bound to: this plan for this version. */
    private static String digest(Plan plan, Version version) {
        return "sha256:"
                + Hashing.sha256()
                        .newHasher()
                        .putBytes(Json.bytes(plan))
                        .putBytes(Json.bytes(version))
                        .hash();
    }

    private static String name(TargetDocument target) {
        return Objects.requireNonNull(target.name());
    }

    private static TargetId id(TargetDocument target) {
        return new TargetId(Objects.requireNonNull(target.service()), name(target));
    }
}
