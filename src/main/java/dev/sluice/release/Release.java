package dev.sluice.release;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One attempt to replace the stable version of a service by a candidate, along its plan. A value: the fold of its
 * events.
 *
 * @param pause why the weights are held, beyond open approvals
 * @param skipped whether a person skipped holds
 * @param deadlineSpent how much of the deadline had gone by at the last event; it doesn't run while queued, while an
 *     approval is open and during a freeze
 * @param waitedSince from when patience counts anew, because a person said to go on or a freeze is over
 * @param events how many were folded: the version of the stored row
 */
public record Release(
        ReleaseId id,
        Spec spec,
        Plan plan,
        List<TargetState> targets,
        boolean started,
        Optional<Pause> pause,
        List<Approval> approvals,
        boolean skipped,
        Duration deadlineSpent,
        Duration deadlineExtension,
        Optional<Instant> waitedSince,
        Optional<Event.Ended> ending,
        Instant lastEventAt,
        long events) {

    /** The state right after creation. */
    public static Release created(ReleaseId id, Event.Created created) {
        List<TargetState> targets = new ArrayList<>();
        List<Wave> waves = created.plan().waves();
        for (int wave = 0; wave < waves.size(); wave++) {
            for (TargetId target : waves.get(wave).targets()) {
                targets.add(TargetState.waiting(target, wave));
            }
        }
        return new Release(
                id,
                created.spec(),
                created.plan(),
                List.copyOf(targets),
                false,
                Optional.empty(),
                List.of(),
                false,
                Duration.ZERO,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                created.at(),
                1);
    }

    /** The state after an event. {@code fold(events)} equals the stored row. */
    public Release evolve(Event event) {
        Draft draft = new Draft(this, event.at());
        switch (event) {
            case Event.Created _ -> throw new IllegalStateException(id + " is created already");
            case Event.Started started -> draft.start(started);
            case Event.Moved moved ->
                draft.target(moved.target(), target -> target.moved(moved.stage(), moved.generation()));
            case Event.InForce inForce -> draft.target(inForce.target(), target -> target.inForce(inForce.at()));
            case Event.Drifted drifted ->
                draft.target(drifted.target(), target -> target.corrected(drifted.generation()));
            case Event.Behind behind -> draft.target(behind.target(), target -> target.behind(behind.generation()));
            case Event.Paused paused -> draft.pause(paused.pause());
            case Event.Resumed resumed -> draft.resume(resumed);
            case Event.Skipped _ -> draft.skipped = true;
            case Event.Decided decided -> draft.approvals.add(decided.approval());
            case Event.InstancesChanged changed -> {
                if (changed.replaced()) {
                    draft.approvals.clear();
                }
            }
            case Event.Extended extended -> draft.extension = draft.extension.plus(extended.more());
            case Event.Ended ended -> draft.end(ended);
        }
        return draft.build();
    }

    /** Whether it waits for a person; a freeze alone waits for nobody. */
    boolean isHeldForPerson() {
        return pause.stream().flatMap(Pause::all).anyMatch(held -> !held.isFreeze());
    }

    /** Whether a person is to say what to do about routers that are ahead of this database. */
    public boolean isBehind() {
        return isHeldForPerson() && targets.stream().anyMatch(TargetState::isBehind);
    }

    /**
     * Whether the target has no version yet while others of the release have one. There is nothing to compare with, so it
     * comes last: when the version has proved itself at the others.
     */
    public boolean isJoining(TargetState target) {
        return started
                && target.stable().isEmpty()
                && targets.stream().anyMatch(other -> other.stable().isPresent());
    }

    public TargetState target(TargetId target) {
        return targets.stream()
                .filter(state -> state.id().equals(target))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(id + " has no target " + target));
    }

    /** The one function from which the phase is known. */
    public Phase phase() {
        if (ending.isPresent()) {
            return ending.get().phase();
        }
        if (!started) {
            return Phase.PENDING;
        }
        if (isGivingBack()) {
            return Phase.ROLLING_BACK;
        }
        if (pause.isPresent() || openApproval().isPresent()) {
            return Phase.PAUSED;
        }
        boolean all =
                targets.stream().allMatch(target -> target.stage().weight().equals(Weight.ALL));
        return all ? Phase.PROMOTING : Phase.PROGRESSING;
    }

    /** Why it is paused; empty in every other phase. */
    public Optional<Pause.Reason> pauseReason() {
        if (phase() != Phase.PAUSED) {
            return Optional.empty();
        }
        return Optional.of(pause.map(Pause::reason).orElse(Pause.Reason.APPROVAL));
    }

    public boolean hasEnded() {
        return ending.isPresent();
    }

    /** Whether at least one target is on its way back, or is back. */
    public boolean isGivingBack() {
        return targets.stream()
                .anyMatch(target ->
                        target.stage() instanceof Stage.Returning || target.stage() instanceof Stage.Returned);
    }

    /** Why it gives its traffic back. */
    public Optional<Cause> cause() {
        return targets.stream()
                .flatMap(target -> switch (target.stage()) {
                    case Stage.Returning returning -> Optional.of(returning.cause()).stream();
                    case Stage.Returned returned -> Optional.of(returned.cause()).stream();
                    case Stage.Waiting _, Stage.Holding _ -> Optional.<Cause>empty().stream();
                })
                .findFirst();
    }

    /** The approval step at which a target waits for people, the earliest of them. */
    public Optional<OpenApproval> openApproval() {
        return targets.stream().flatMap(target -> openApproval(target).stream()).findFirst();
    }

    /** The approval for which this target waits. */
    public Optional<OpenApproval> openApproval(TargetState target) {
        if (hasEnded() || !(target.stage() instanceof Stage.AtStep at)) {
            return Optional.empty();
        }
        return plan.steps().get(at.index()).asks().map(step -> openApproval(target, at, step));
    }

    private OpenApproval openApproval(TargetState target, Stage.AtStep at, Step.Approval step) {
        List<Approval> given = approvals.stream()
                .filter(approval -> approval.wave() == target.wave() && approval.step() == at.index())
                .toList();
        return new OpenApproval(target.wave(), at.index(), step, at.since(), given);
    }

    /** How much of the deadline has gone by. */
    public Duration deadlineSpent(Instant now) {
        boolean runs = switch (phase()) {
            case PROGRESSING, PROMOTING, ROLLING_BACK -> true;
            case PAUSED -> pauseReason().filter(Release::stopsDeadline).isEmpty();
            case PENDING, SUCCEEDED, ROLLED_BACK, CANCELLED, SUPERSEDED, REJECTED, EXPIRED -> false;
        };
        return runs && now.isAfter(lastEventAt)
                ? deadlineSpent.plus(Duration.between(lastEventAt, now))
                : deadlineSpent;
    }

    /** When the deadline is over if nothing stops its clock. */
    public Instant deadlineAt(Instant now) {
        return now.plus(plan.deadline().plus(deadlineExtension).minus(deadlineSpent(now)));
    }

    private static boolean stopsDeadline(Pause.Reason reason) {
        return reason == Pause.Reason.APPROVAL || reason == Pause.Reason.FREEZE;
    }

    /** A release under construction by one event. */
    private static final class Draft {
        private final Release before;
        private final Instant at;
        private final List<TargetState> targets;
        private final List<Approval> approvals;
        private boolean started;
        private boolean skipped;
        private Optional<Pause> pause;
        private Optional<Instant> waitedSince;
        private Optional<Event.Ended> ending;
        private Duration extension;

        Draft(Release before, Instant at) {
            this.before = before;
            this.at = at;
            this.targets = new ArrayList<>(before.targets);
            this.approvals = new ArrayList<>(before.approvals);
            this.started = before.started;
            this.skipped = before.skipped;
            this.pause = before.pause;
            this.waitedSince = before.waitedSince;
            this.ending = before.ending;
            this.extension = before.deadlineExtension;
        }

        void target(TargetId id, UnaryOperator<TargetState> change) {
            targets.replaceAll(target -> target.id().equals(id) ? change.apply(target) : target);
        }

        void start(Event.Started event) {
            started = true;
            event.targets()
                    .forEach(start ->
                            target(start.target(), target -> target.starting(start.stable(), start.generation())));
        }

        void pause(Pause next) {
            pause = Optional.of(next.joining(pause));
        }

        void resume(Event.Resumed event) {
            boolean thawed = pause.filter(Pause::isFreeze).isPresent();
            pause = pause.flatMap(Pause::beneath);
            waitedSince = Optional.of(event.at());
            if (!thawed) {
                targets.replaceAll(TargetState::trustedAgain);
            }
        }

        void end(Event.Ended event) {
            ending = Optional.of(event);
            pause = Optional.empty();
            if (before.started) {
                targets.replaceAll(target -> target.moved(target.stage(), target.generation() + 1));
            }
        }

        Release build() {
            return new Release(
                    before.id,
                    before.spec,
                    before.plan,
                    List.copyOf(targets),
                    started,
                    pause,
                    List.copyOf(approvals),
                    skipped,
                    before.deadlineSpent(at),
                    extension,
                    waitedSince,
                    ending,
                    at,
                    before.events + 1);
        }
    }
}
