package dev.sluice.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What commands do to a release. Pure. */
public final class Commands {

    private final Release release;
    private final String by;
    private final Circumstances around;
    private final Instant now;

    private Commands(Release release, String by, Circumstances around, Instant now) {
        this.release = release;
        this.by = by;
        this.around = around;
        this.now = now;
    }

    /**
     * What a command does.
     *
     * @param by the person or CI job that asks
     * @param around what it meets: a freeze, and the health of the candidate
     */
    public static CommandResult apply(Release release, Command command, String by, Circumstances around, Instant now) {
        return new Commands(release, by, around, now).apply(command);
    }

    private CommandResult apply(Command command) {
        if (release.hasEnded()) {
            return refused("it has ended: " + release.phase() + ", and an ended release never changes");
        }
        return switch (command) {
            case Command.Abort abort -> abort(new Cause.Aborted(by, abort.comment()));
            case Command.Supersede supersede -> abort(new Cause.Superseded(supersede.by()));
            case Command.Pause pause -> whileMoving(pause, () -> pause(pause));
            case Command.Resume resume -> whileMoving(resume, () -> resume(resume));
            case Command.Advance advance -> whileMoving(advance, () -> advance(advance));
            case Command.Promote promote -> whileMoving(promote, () -> promote(promote));
            case Command.Adopt adopt -> whileMoving(adopt, () -> adopt(adopt));
            case Command.Decide decide -> whileMoving(decide, () -> decide(decide));
            case Command.Extend extend -> accepted(new Event.Extended(by, extend.more(), now));
            case Command.ChangeInstances change -> changeInstances(change);
        };
    }

    private CommandResult abort(Cause cause) {
        return release.isGivingBack()
                ? new CommandResult.Accepted(List.of())
                : new CommandResult.Accepted(Moves.giveUp(release, cause, now));
    }

    private CommandResult whileMoving(Command command, Supplier<CommandResult> work) {
        if (!release.started()) {
            return refused("it has not started yet; only abort is possible while it is PENDING");
        }
        if (release.isGivingBack()) {
            return refused("it is giving its traffic back, and that can't be stopped");
        }
        return around.freeze()
                .filter(_ -> command.pushesOn())
                .map(it ->
                        refused(it.sentence(now) + "; to go on before that, change it or end it by DELETE /v1/freezes/"
                                + it.name() + ", which is audited"))
                .orElseGet(work);
    }

    private CommandResult pause(Command.Pause command) {
        boolean already =
                release.pause().stream().flatMap(Pause::all).anyMatch(pause -> pause.reason() == Pause.Reason.USER);
        if (already) {
            return new CommandResult.Accepted(List.of());
        }
        String what = command.comment().isEmpty() ? "paused" : command.comment();
        return accepted(new Event.Paused(Pause.of(Pause.Reason.USER, by, what, now, Optional.empty()), now));
    }

    private CommandResult resume(Command.Resume command) {
        return release.pause().isEmpty()
                ? refused(
                        release.openApproval().isPresent()
                                ? "it waits for an approval; approve or reject it"
                                : "it is not paused")
                : new CommandResult.Accepted(resuming(command.comment()));
    }

    private CommandResult adopt(Command.Adopt command) {
        if (!release.isBehind()) {
            return refused("its routers do what it knows; abort ends it");
        }
        String why = "what the routers do is kept, as " + by + " says"
                + (command.comment().isEmpty() ? "" : ": " + command.comment());
        return accepted(new Event.Ended(Phase.CANCELLED, Outcome.CANCELLED, why, now));
    }

    private CommandResult advance(Command.Advance command) {
        List<TargetState> holding = release.targets().stream()
                .filter(target -> target.stage() instanceof Stage.AtStep || target.stage() instanceof Stage.Promoting)
                .toList();
        if (holding.isEmpty()) {
            return refused("no target is at a step");
        }
        if (release.openApproval().isPresent()) {
            return refused("it waits for an approval; approve or reject it");
        }
        Optional<CommandResult> missing = withoutHealthy(holding);
        if (missing.isPresent()) {
            return missing.get();
        }
        List<Event> events = skipping(command.comment());
        for (TargetState target : holding) {
            Stage next = switch (target.stage()) {
                case Stage.AtStep at -> at.next(release.plan(), now);
                case Stage.Promoting promoting -> promoting.finish(now);
                case Stage.Waiting _, Stage.Baked _, Stage.Returning _, Stage.Returned _ ->
                    throw new IllegalStateException("filtered out");
            };
            events.add(Moves.move(target, next, "advanced by " + by, now));
        }
        return new CommandResult.Accepted(events);
    }

    private CommandResult promote(Command.Promote command) {
        Optional<Integer> unapproved = firstUnapproved();
        if (unapproved.isPresent()) {
            return refused("step " + (unapproved.get() + 1) + " asks for an approval that is not there yet");
        }
        List<TargetState> onTheWay = release.targets().stream()
                .filter(target -> !(target.stage() instanceof Stage.Baked))
                .toList();
        Optional<CommandResult> missing = withoutHealthy(onTheWay);
        if (missing.isPresent()) {
            return missing.get();
        }
        List<Event> events = skipping(command.comment());
        for (TargetState target : release.targets()) {
            Optional<Stage> everything = switch (target.stage()) {
                case Stage.Waiting waiting -> Optional.of(waiting.promote(now));
                case Stage.AtStep at -> Optional.of(at.promote(now));
                case Stage.Promoting promoting -> Optional.of(promoting.finish(now));
                case Stage.Baked _, Stage.Returning _, Stage.Returned _ -> Optional.empty();
            };
            everything.ifPresent(stage -> events.add(Moves.move(target, stage, "promoted by " + by, now)));
        }
        return new CommandResult.Accepted(events);
    }

    /** Nobody, a person neither, sends users to a version of which no router sees a healthy instance. */
    private Optional<CommandResult> withoutHealthy(List<TargetState> targets) {
        return targets.stream()
                .filter(target -> !around.candidates()
                        .getOrDefault(target.id(), Health.UNKNOWN)
                        .isThere())
                .findFirst()
                .map(target -> refused(release.spec().version().label() + " would get more users, and has "
                        + around.candidates()
                                .getOrDefault(target.id(), Health.UNKNOWN)
                                .at(target.id())));
    }

    /** A candidate with other instances than those that were judged begins anew; everything else is only noted. */
    private CommandResult changeInstances(Command.ChangeInstances change) {
        List<Event> events = new ArrayList<>();
        events.add(new Event.InstancesChanged(change.target(), change.replaced(), change.comment(), by, now));
        TargetState target = release.target(change.target());
        if (change.replaced() && !release.isGivingBack() && target.stage() instanceof Stage.Holding holding) {
            String why = "all instances were replaced, so evidence and approvals begin anew";
            events.add(Moves.move(target, holding.restart(), why, now));
        }
        return new CommandResult.Accepted(events);
    }

    /** An approval step that some target has not passed yet and that nobody has approved for its wave. */
    private Optional<Integer> firstUnapproved() {
        for (TargetState target : release.targets()) {
            int from = switch (target.stage()) {
                case Stage.Waiting _ -> 0;
                case Stage.AtStep at -> at.index();
                case Stage.Promoting _, Stage.Baked _, Stage.Returning _, Stage.Returned _ ->
                    release.plan().steps().size();
            };
            for (int step = from; step < release.plan().steps().size(); step++) {
                int at = step;
                if (release.plan()
                        .steps()
                        .get(step)
                        .asks()
                        .filter(asks -> agreed(target.wave(), at) < asks.of())
                        .isPresent()) {
                    return Optional.of(step);
                }
            }
        }
        return Optional.empty();
    }

    private long agreed(int wave, int step) {
        return release.approvals().stream()
                .filter(approval -> approval.wave() == wave && approval.step() == step && approval.approved())
                .map(Approval::person)
                .distinct()
                .count();
    }

    private CommandResult decide(Command.Decide command) {
        Optional<OpenApproval> open = release.openApproval().filter(approval -> approval.step() == command.step());
        if (open.isEmpty()) {
            return refused("step " + (command.step() + 1) + " is not waiting for an approval now");
        }
        if (Person.isSame(by, release.spec().requestedBy())) {
            return refused("your own release can't be approved by you; ask somebody else");
        }
        boolean again = open.get().given().stream().anyMatch(given -> Person.isSame(given.person(), by));
        if (again && command.approve()) {
            return new CommandResult.Accepted(List.of());
        }
        Approval approval = new Approval(
                open.get().wave(),
                command.step(),
                by,
                command.approve(),
                command.comment(),
                release.spec().planDigest(),
                now);
        return accepted(new Event.Decided(approval, now));
    }

    /** Ends every pause; a freeze that is over may still lie on another one. */
    private List<Event> resuming(String comment) {
        return release.pause().stream()
                .flatMap(Pause::all)
                .<Event>map(_ -> new Event.Resumed(by, comment, now))
                .toList();
    }

    /** A person's word to go on also ends a pause. */
    private List<Event> skipping(String comment) {
        List<Event> events = new ArrayList<>(resuming(comment));
        events.add(new Event.Skipped(by, comment, now));
        return events;
    }

    private static CommandResult accepted(Event event) {
        return new CommandResult.Accepted(List.of(event));
    }

    private static CommandResult refused(String why) {
        return new CommandResult.Refused(why);
    }
}
