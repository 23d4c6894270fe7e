package dev.sluice.engine.sim;

import dev.sluice.engine.sim.Fact.Committed;
import dev.sluice.engine.sim.Fact.Writer;
import dev.sluice.release.Event;
import dev.sluice.release.Plan;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Spec;
import dev.sluice.release.Stage;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.release.Wave;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the checker itself makes of a release's events: where each target is, and since when. Not {@code evolve}. */
final class Walk {

    private static final Duration MOST_LATE = Duration.ofSeconds(70);

    final ReleaseId id;
    final Spec spec;
    final Plan plan;
    private final Map<TargetId, Place> places = new HashMap<>();
    private final Map<TargetId, Optional<Version>> stables = new HashMap<>();
    private final Map<Integer, Set<String>> yes = new HashMap<>();

    /**
     * Where a target is, and since when its weight and its stage are what they are, in true time.
     *
     * @param said since when by the event, where that can be
     */
    record Place(Stage stage, Instant since, Instant weightSince, Instant said) {}

    /** One move, with what was before. */
    record Step(Committed commit, TargetId target, Place before, Stage to) {
        Stage from() {
            return before.stage();
        }

        Instant since() {
            return before.since();
        }

        Instant weightSince() {
            return before.weightSince();
        }

        boolean rises() {
            return to.weight().isAbove(from().weight());
        }

        boolean byPerson() {
            return commit.writer() == Writer.PERSON;
        }
    }

    private Walk(ReleaseId id, Event.Created created, Instant at) {
        this.id = id;
        this.spec = created.spec();
        this.plan = created.plan();
        for (Wave wave : plan.waves()) {
            wave.targets().forEach(target -> places.put(target, new Place(new Stage.Waiting(), at, at, at)));
        }
    }

    /** Follows all releases of a history. */
    static final class All {
        private final Map<ReleaseId, Walk> walks = new HashMap<>();

        Walk of(ReleaseId id) {
            Walk walk = walks.get(id);
            if (walk == null) {
                throw new IllegalStateException(id + " was never created");
            }
            return walk;
        }

        /** Takes a transaction in and gives its moves. */
        List<Step> see(Committed commit) {
            ReleaseId id = commit.row().id();
            List<Step> steps = new ArrayList<>();
            for (Event event : commit.events()) {
                if (event instanceof Event.Created created) {
                    walks.put(id, new Walk(id, created, commit.at()));
                }
                of(id).see(commit, event).ifPresent(steps::add);
            }
            return steps;
        }
    }

    private Optional<Step> see(Committed commit, Event event) {
        switch (event) {
            case Event.Started started -> started.targets().forEach(it -> stables.put(it.target(), it.stable()));
            case Event.Decided decided
            when decided.approval().approved() ->
                approvers(decided.approval().wave(), decided.approval().step())
                        .add(decided.approval().person().toLowerCase(Locale.ROOT));
            case Event.InstancesChanged changed when changed.replaced() -> yes.clear();
            case Event.Moved moved -> {
                return Optional.of(move(commit, moved));
            }
            default -> {}
        }
        return Optional.empty();
    }

    private Step move(Committed commit, Event.Moved moved) {
        Place before = place(moved.target());
        boolean same = before.stage().weight().equals(moved.stage().weight());
        Instant weightSince = same ? before.weightSince() : commit.at();
        places.put(moved.target(), new Place(moved.stage(), commit.at(), weightSince, credible(commit, moved.at())));
        return new Step(commit, moved.target(), before, moved.stage());
    }

    /** A turn can be slow between its decision and its commit; a clock that is further off is not believed. */
    private static Instant credible(Committed commit, Instant said) {
        Duration late = Duration.between(said, commit.at());
        return late.compareTo(MOST_LATE) > 0 || late.isNegative() ? commit.at() : said;
    }

    Place place(TargetId target) {
        Place place = places.get(target);
        if (place == null) {
            throw new IllegalStateException(id + " has no " + target);
        }
        return place;
    }

    int wave(TargetId target) {
        for (int i = 0; i < plan.waves().size(); i++) {
            if (plan.waves().get(i).targets().contains(target)) {
                return i;
            }
        }
        throw new IllegalStateException(id + " has no " + target);
    }

    /** Whether nothing is compared: a first release, or an undo. */
    boolean isUngated(TargetId target) {
        return spec.kind() == Spec.Kind.UNDO
                || stables.getOrDefault(target, Optional.empty()).isEmpty();
    }

    /** Who said yes to a step, the requester left out. */
    Set<String> approvers(int wave, int step) {
        return yes.computeIfAbsent(wave * 1000 + step, _ -> new HashSet<>());
    }
}
