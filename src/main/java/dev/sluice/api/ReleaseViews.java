package dev.sluice.api;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.analysis.Judgement;
import dev.sluice.api.ReleaseView.ApprovalView;
import dev.sluice.api.ReleaseView.FreezeView;
import dev.sluice.api.ReleaseView.GateView;
import dev.sluice.api.ReleaseView.HealthView;
import dev.sluice.api.ReleaseView.StepPlace;
import dev.sluice.api.ReleaseView.TargetView;
import dev.sluice.api.ReleaseView.WeightView;
import dev.sluice.engine.LastKnown;
import dev.sluice.engine.Membership;
import dev.sluice.release.Event;
import dev.sluice.release.Freeze;
import dev.sluice.release.Frozen;
import dev.sluice.release.Health;
import dev.sluice.release.Phase;
import dev.sluice.release.Question;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Sentence;
import dev.sluice.release.Sight;
import dev.sluice.release.Stage;
import dev.sluice.release.TargetId;
import dev.sluice.release.TargetState;
import dev.sluice.release.Version;
import dev.sluice.release.Weight;
import dev.sluice.store.Catalogue;
import dev.sluice.store.Leases;
import dev.sluice.store.ReleaseStore;
import dev.sluice.store.TargetStates;
import dev.sluice.traffic.TrafficRouter;
import dev.sluice.traffic.TrafficRouter.Report;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Shows releases with what is known of them at this moment. */
@ApplicationScoped
public class ReleaseViews {

    private final Membership membership;
    private final TrafficRouter routers;
    private final LastKnown known;

    public ReleaseViews(Membership membership, TrafficRouter routers, LastKnown known) {
        this.membership = membership;
        this.routers = routers;
        this.known = known;
    }

    ReleaseView of(Handle handle, Release release) {
        return of(handle, List.of(release)).getFirst();
    }

    /** Each of these, in their order; what is known of them is read in one go. */
    List<ReleaseView> of(Handle handle, List<Release> releases) {
        Instant now = membership.now();
        List<Release> moving =
                releases.stream().filter(release -> !release.hasEnded()).toList();
        List<ReleaseId> ids = moving.stream().map(Release::id).toList();
        Map<ReleaseId, AnalysisRun> analyses = ids.isEmpty() ? Map.of() : ReleaseStore.analyses(handle, ids);
        Map<ReleaseId, String> parked = ids.isEmpty() ? Map.of() : Leases.parked(handle, ids);
        Map<TargetId, Report> reports = reports(releases);
        Map<TargetId, Weight> observed = moving.isEmpty() ? Map.of() : routers.observed(targets(moving));
        Map<TargetId, TargetStates.State> states = TargetStates.of(handle, targets(releases));
        List<Freeze> freezes = ids.isEmpty() ? List.of() : Catalogue.freezes(handle);
        return releases.stream()
                .map(release -> {
                    known.saw(release);
                    Optional<Frozen> freeze = freeze(freezes, release, now);
                    return view(
                            release,
                            stable(handle, release),
                            Optional.ofNullable(analyses.get(release.id()))
                                    .map(analysis -> judgements(release, analysis, now))
                                    .orElse(Map.of()),
                            Stream.concat(blockers(handle, release).stream(), sentence(freeze, now))
                                    .toList(),
                            freeze,
                            Optional.ofNullable(parked.get(release.id())),
                            List.of(),
                            List.of(),
                            now,
                            target -> reports.getOrDefault(target, new Report.Unknown()),
                            observed,
                            isUndoable(release, states),
                            Optional.empty());
                })
                .toList();
    }

    private Map<TargetId, Report> reports(List<Release> releases) {
        List<TargetId> targets = targets(releases);
        return targets.isEmpty() ? Map.of() : routers.read(targets);
    }

    private static List<TargetId> targets(List<Release> releases) {
        return releases.stream()
                .flatMap(release -> release.targets().stream())
                .map(TargetState::id)
                .distinct()
                .toList();
    }

    /** Whether there is a version to go back to, and none has come after. */
    private static boolean isUndoable(Release release, Map<TargetId, TargetStates.State> states) {
        return Optional.ofNullable(states.get(release.targets().getFirst().id()))
                .filter(state -> state.stable()
                        .filter(release.spec().version()::isSameAs)
                        .isPresent())
                .filter(state -> state.previous().isPresent())
                .isPresent();
    }

    /** What a release would be, and what its gates could find out. */
    ReleaseView ofPreview(Handle handle, Release release, List<StepPreview> preview, List<String> warnings) {
        Instant now = membership.now();
        Optional<Frozen> freeze = freeze(Catalogue.freezes(handle), release, now);
        return view(
                release,
                stable(handle, release),
                Map.of(),
                sentence(freeze, now).toList(),
                freeze,
                Optional.empty(),
                preview,
                warnings,
                now,
                routers::read,
                Map.of(),
                false,
                Optional.empty());
    }

    /**
     * Without asking the database.
     *
     * @param asOf how old it is, where it may be old
     */
    ReleaseView remembered(Release release, Optional<Instant> asOf) {
        return view(
                release,
                release.targets().getFirst().stable(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                membership.now(),
                routers::lastKnown,
                Map.of(),
                false,
                asOf);
    }

    private ReleaseView view(
            Release release,
            Optional<Version> stable,
            Map<TargetId, Judgement> judgements,
            List<String> blockers,
            Optional<Frozen> freeze,
            Optional<String> parked,
            List<StepPreview> preview,
            List<String> warnings,
            Instant now,
            Function<TargetId, Report> router,
            Map<TargetId, Weight> observed,
            boolean undoable,
            Optional<Instant> asOf) {
        String self = "/v1/releases/" + release.id();
        return new ReleaseView(
                release.id().value(),
                release.spec().service(),
                release.spec().environment(),
                release.spec().version(),
                stable.orElse(null),
                release.spec().kind().name(),
                release.spec().follows().map(ReleaseId::value).orElse(null),
                release.phase().name(),
                release.pauseReason().map(Enum::name).orElse(null),
                release.ending().map(Event.Ended::outcome).map(Enum::name).orElse(null),
                parked.map(why -> "Can't be looked at (" + why + "): tried again within a minute, and until then its"
                                        + " gates see nothing and its deadline goes on. ")
                                .orElse("")
                        + Sentence.of(release, sight(release, judgements, blockers, router, undoable), now),
                step(release),
                release.spec().requestedBy(),
                release.spec().reason(),
                release.spec().links(),
                release.spec().createdAt(),
                release.ending().map(Event.Ended::at).orElse(null),
                parked.orElse(null),
                release.targets().stream()
                        .map(target -> target(
                                release,
                                target,
                                router.apply(target.id()),
                                Optional.ofNullable(observed.get(target.id()))))
                        .toList(),
                gates(judgements),
                release.approvals().stream()
                        .map(approval -> new ApprovalView(
                                approval.step() + 1,
                                approval.person(),
                                approval.approved() ? "approve" : "reject",
                                approval.comment(),
                                approval.at()))
                        .toList(),
                PlanView.of(
                        release.plan(),
                        release.spec().planDigest(),
                        release.spec().strategy(),
                        release.spec().revision(),
                        preview,
                        warnings),
                Map.of(
                        "self", self,
                        "events", self + "/events",
                        "commands", self + "/commands",
                        "approvals", self + "/approvals"),
                asOf.map(_ -> true).orElse(null),
                asOf.orElse(null),
                freeze.map(it -> new FreezeView(it.name(), it.reason(), it.until()))
                        .orElse(null));
    }

    private static Sight sight(
            Release release,
            Map<TargetId, Judgement> judgements,
            List<String> blockers,
            Function<TargetId, Report> router,
            boolean undoable) {
        Map<TargetId, Health> candidates = new HashMap<>();
        Map<TargetId, Health> stables = new HashMap<>();
        Map<TargetId, String> silent = new HashMap<>();
        for (TargetState target : release.targets()) {
            switch (router.apply(target.id())) {
                case Report.InForce seen -> {
                    candidates.put(target.id(), seen.candidate());
                    stables.put(target.id(), seen.stable());
                }
                case Report.Unreachable away -> silent.put(target.id(), away.reason());
                case Report.Unknown _ -> {}
            }
        }
        return new Sight(judgements, blockers, candidates, stables, silent, undoable);
    }

    /** The freeze that holds the release now, also before the engine has taken note of it. */
    private static Optional<Frozen> freeze(List<Freeze> freezes, Release release, Instant now) {
        return release.hasEnded() ? Optional.empty() : Frozen.of(freezes, release.spec(), now);
    }

    private static Stream<String> sentence(Optional<Frozen> freeze, Instant now) {
        return freeze.map(it -> it.sentence(now)).stream();
    }

    /** Before it has started, what is stable now. */
    private static Optional<Version> stable(Handle handle, Release release) {
        TargetState first = release.targets().getFirst();
        return release.started()
                ? first.stable()
                : TargetStates.find(handle, first.id()).flatMap(TargetStates.State::stable);
    }

    private static Map<TargetId, Judgement> judgements(Release release, AnalysisRun analysis, Instant now) {
        Map<TargetId, Judgement> judgements = new TreeMap<>();
        if (!release.hasEnded()) {
            for (TargetState target : release.targets()) {
                Question.of(release, target, now).ifPresent(ask -> judgements.put(target.id(), analysis.judge(ask)));
            }
        }
        return judgements;
    }

    private static List<String> blockers(Handle handle, Release release) {
        return release.phase() != Phase.PENDING
                ? List.of()
                : ReleaseStore.unfinished(
                                handle, release.spec().service(), release.spec().environment())
                        .stream()
                        .filter(Release::started)
                        .map(other -> "release " + other.id() + " of "
                                + other.spec().version().label() + " is still moving here")
                        .toList();
    }

    private static @Nullable StepPlace step(Release release) {
        int of = release.plan().steps().size();
        return release.targets().stream()
                .flatMap(target -> switch (target.stage()) {
                    case Stage.AtStep at -> Stream.of(at.index());
                    case Stage.Promoting _, Stage.Baked _ -> Stream.of(of - 1);
                    case Stage.Waiting _, Stage.Returning _, Stage.Returned _ -> Stream.<Integer>empty();
                })
                .min(Integer::compareTo)
                .map(index -> new StepPlace(
                        index + 1, of, release.plan().steps().get(index).kind()))
                .orElse(null);
    }

    private static TargetView target(Release release, TargetState target, Report report, Optional<Weight> observed) {
        // Once it has ended, what the router gives a candidate is another release's.
        Optional<Report.InForce> inForce =
                report instanceof Report.InForce router ? Optional.of(router) : Optional.empty();
        Weight desired =
                release.phase() == Phase.SUCCEEDED ? Weight.ALL : target.stage().weight();
        boolean moving = release.started() && !release.hasEnded();
        return new TargetView(
                target.id().name(),
                stage(target.stage()),
                target.wave() + 1,
                new WeightView(
                        desired.percent(),
                        moving ? percent(inForce.map(Report.InForce::weight)) : null,
                        moving ? percent(observed) : null),
                target.generation(),
                HealthView.of(
                        inForce.map(Report.InForce::stable).orElse(Health.UNKNOWN),
                        inForce.map(Report.InForce::candidate).orElse(Health.UNKNOWN)));
    }

    private static @Nullable BigDecimal percent(Optional<Weight> weight) {
        return weight.map(Weight::percent).orElse(null);
    }

    private static String stage(Stage stage) {
        return switch (stage) {
            case Stage.Waiting _ -> "WAITING";
            case Stage.AtStep _ -> "AT_STEP";
            case Stage.Promoting _ -> "PROMOTING";
            case Stage.Baked _ -> "BAKED";
            case Stage.Returning _ -> "RETURNING";
            case Stage.Returned _ -> "RETURNED";
        };
    }

    private static List<GateView> gates(Map<TargetId, Judgement> judgements) {
        return judgements.entrySet().stream()
                .flatMap(entry -> entry.getValue().gates().stream()
                        .map(gate -> new GateView(
                                gate.name(),
                                entry.getKey().name(),
                                gate.verdict().name(),
                                gate.logE(),
                                gate.sentence())))
                .toList();
    }
}
