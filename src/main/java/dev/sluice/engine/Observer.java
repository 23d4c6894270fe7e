package dev.sluice.engine;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.analysis.Look;
import dev.sluice.release.Frozen;
import dev.sluice.release.Health;
import dev.sluice.release.Observation;
import dev.sluice.release.Observation.InForce;
import dev.sluice.release.Observation.Seen;
import dev.sluice.release.Release;
import dev.sluice.release.Spec;
import dev.sluice.release.Stage;
import dev.sluice.release.TargetId;
import dev.sluice.release.TargetState;
import dev.sluice.release.Version;
import dev.sluice.store.Database;
import dev.sluice.store.TargetStates;
import dev.sluice.traffic.TrafficRouter;
import dev.sluice.traffic.TrafficRouter.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** Sees what one decision needs: what the routers do, what the metric sources say, who holds the lane. */
public final class Observer implements Observing {

    private static final Logger LOG = Logger.getLogger(Observer.class);

    private final Lanes lanes;
    private final RecentFreezes freezes;
    private final TrafficRouter routers;
    private final Looks looks;

    public Observer(Database database, TrafficRouter routers, Sources sources) {
        this(new StoredLanes(database), new StoredFreezes(database), routers, sources);
    }

    /** An observer that asks no database; that is for the simulation. */
    public Observer(Lanes lanes, Freezes freezes, TrafficRouter routers, Sources sources) {
        this.lanes = lanes;
        this.freezes = new RecentFreezes(freezes);
        this.routers = routers;
        this.looks = new Looks(sources);
    }

    @Override
    public Observed observe(Release release, AnalysisRun analysis, Instant now) {
        // First: what is stable is read after it is known that nobody is moving here who could change it.
        List<String> blockers = blockers(release);
        Optional<Frozen> freeze = Frozen.of(freezes.at(now), release.spec(), now);
        Map<TargetId, Seen> seen = new TreeMap<>();
        for (TargetState target : release.targets()) {
            seen.put(target.id(), see(release, target));
        }
        AnalysisRun learned = analysis;
        List<Look> taken = new ArrayList<>();
        Duration settles = Duration.ZERO;
        for (TargetState target : release.targets()) {
            if (isCompared(release, target)) {
                learned = looks.withHistory(release, target, learned, now);
            }
        }
        boolean taught = !learned.equals(analysis);
        for (TargetState target : release.targets()) {
            if (isCompared(release, target) && target.stage() instanceof Stage.Holding) {
                Duration later = looks.settles(release, target);
                settles = settles.compareTo(later) < 0 ? later : settles;
                for (Look look : looks.due(release, target, learned, now)) {
                    learned = learned.observe(look);
                    taken.add(look);
                }
            }
        }
        Observation observation = new Observation(blockers, freeze, refusal(release), seen, learned, settles);
        return new Observed(release, observation, taken, taught);
    }

    /**
     * What is seen of a release when looking at it throws: freezes and, where they can be had, routers, and of all gates
     * that they could not be read. So its deadline goes on, and what its gates do without data holds.
     *
     * @param why looking throws, in words
     */
    public Observed observeNothing(Release release, AnalysisRun analysis, String why, Instant now) {
        Optional<Frozen> freeze = Frozen.of(freezes.at(now), release.spec(), now);
        Map<TargetId, Seen> seen = new TreeMap<>();
        AnalysisRun learned = analysis;
        List<Look> taken = new ArrayList<>();
        for (TargetState target : release.targets()) {
            try {
                seen.put(target.id(), see(release, target));
            } catch (RuntimeException unreadable) {
                LOG.debugf("router of %s: %s", target.id(), unreadable.getMessage());
            }
            if (isCompared(release, target) && target.stage() instanceof Stage.Holding) {
                for (Look look : Looks.unreadable(release, target, learned, why, now)) {
                    learned = learned.observe(look);
                    taken.add(look);
                }
            }
        }
        List<String> blockers = release.started() ? List.of() : List.of("nothing can be read: " + why);
        Observation observation = new Observation(blockers, freeze, Optional.empty(), seen, learned, Duration.ZERO);
        return new Observed(release, observation, taken, false);
    }

    /** Somebody changed a freeze: they are read anew. */
    public void freezesChanged() {
        freezes.forget();
    }

    /** Whether a freeze began, changed or ended since the release's last turn. */
    public boolean isHeldOtherwise(Release release, Instant now) {
        return !release.started() || !Frozen.isNoted(Frozen.of(freezes.at(now), release.spec(), now), release);
    }

    /** Forgets what was kept in memory for a release. */
    public void forget(Release release) {
        looks.forget(release.id());
    }

    /** Targets that are still to come count too: all that share the evidence are known from the first look on. */
    private static boolean isCompared(Release release, TargetState target) {
        return release.started()
                && target.stable().isPresent()
                && !release.hasEnded()
                && !release.isGivingBack()
                && release.spec().kind() != Spec.Kind.UNDO
                && !release.plan().gates().isEmpty();
    }

    private List<String> blockers(Release release) {
        if (release.started()) {
            return List.of();
        }
        return lanes.unfinished(release.spec().service(), release.spec().environment()).stream()
                .filter(other -> other.started() && !other.id().equals(release.id()))
                .map(other -> "release " + other.id() + " of "
                        + other.spec().version().label() + " is still moving here")
                .toList();
    }

    /** Read after the lane: whoever moved there before wrote the quarantine of what failed when it left. */
    private Optional<String> refusal(Release release) {
        return release.started()
                ? Optional.empty()
                : lanes.quarantine(
                        release.spec().service(),
                        release.spec().environment(),
                        release.spec().version());
    }

    private Seen see(Release release, TargetState target) {
        Report report = routers.read(target.id());
        Optional<TargetStates.State> state = release.started() ? Optional.empty() : lanes.state(target.id());
        Optional<Version> stableNow = state.flatMap(TargetStates.State::stable).or(target::stable);
        long generationNow = state.map(TargetStates.State::generation).orElse(target.generation());
        return switch (report) {
            case Report.InForce router ->
                new Seen(
                        Optional.of(new InForce(router.against(target.stage().weight()), router.generation())),
                        "",
                        router.stable(),
                        router.candidate(),
                        stableNow,
                        generationNow);
            case Report.Unknown _ ->
                new Seen(
                        Optional.empty(),
                        "the router doesn't know it yet",
                        Health.UNKNOWN,
                        Health.UNKNOWN,
                        stableNow,
                        generationNow);
            case Report.Unreachable away ->
                new Seen(Optional.empty(), away.reason(), Health.UNKNOWN, Health.UNKNOWN, stableNow, generationNow);
        };
    }
}
