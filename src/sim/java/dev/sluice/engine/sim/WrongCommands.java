package dev.sluice.engine.sim;

import dev.sluice.engine.sim.Build.Commanding;
import dev.sluice.release.Approval;
import dev.sluice.release.Circumstances;
import dev.sluice.release.Command;
import dev.sluice.release.CommandResult;
import dev.sluice.release.Commands;
import dev.sluice.release.Event;
import dev.sluice.release.OpenApproval;
import dev.sluice.release.Release;
import dev.sluice.release.Stage;
import dev.sluice.release.TargetState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Commands that do what they mustn't. */
final class WrongCommands {

    private WrongCommands() {}

    static Map<String, Commanding> all() {
        return Map.of(
                "abort-forgets", WrongCommands::abortForgets,
                "self-approval", WrongCommands::selfApproval,
                "tokens-vote", WrongCommands::tokensVote,
                "capitals-vote", WrongCommands::capitalsVote,
                "approval-of-any-step", WrongCommands::anyStep,
                "promote-past-approval", WrongCommands::promotePastApproval,
                "ended-revives", WrongCommands::endedRevives,
                "people-ignore-freeze", WrongCommands::peopleIgnoreFreeze,
                "keeps-evidence-of-replaced", WrongCommands::keepsEvidence);
    }

    /** Says yes to an abort, and nothing happens. */
    private static CommandResult abortForgets(
            Release release, Command command, String by, Circumstances around, Instant now) {
        CommandResult right = Commands.apply(release, command, by, around, now);
        return command instanceof Command.Abort && right instanceof CommandResult.Accepted
                ? new CommandResult.Accepted(List.of())
                : right;
    }

    private static CommandResult selfApproval(
            Release release, Command command, String by, Circumstances around, Instant now) {
        return command instanceof Command.Decide decide
                        && by.equals(release.spec().requestedBy())
                ? approved(release, decide.step(), by, now)
                        .orElseGet(() -> Commands.apply(release, command, by, around, now))
                : Commands.apply(release, command, by, around, now);
    }

    /** Somebody who comes with another token counts as somebody else. */
    private static CommandResult tokensVote(
            Release release, Command command, String by, Circumstances around, Instant now) {
        return Commands.apply(release, command, command instanceof Command.Decide ? by + "/" + now : by, around, now);
    }

    /** Somebody who writes their name with capitals counts as somebody else. */
    private static CommandResult capitalsVote(
            Release release, Command command, String by, Circumstances around, Instant now) {
        boolean isSpeltOtherwise = !by.equals(by.toLowerCase(Locale.ROOT));
        return command instanceof Command.Decide decide && decide.approve() && isSpeltOtherwise
                ? approved(release, decide.step(), by, now)
                        .orElseGet(() -> Commands.apply(release, command, by, around, now))
                : Commands.apply(release, command, by, around, now);
    }

    /** Goes on with what was learnt of instances that are gone. */
    private static CommandResult keepsEvidence(
            Release release, Command command, String by, Circumstances around, Instant now) {
        return command instanceof Command.ChangeInstances change
                ? new CommandResult.Accepted(
                        List.of(new Event.InstancesChanged(change.target(), change.replaced(), "", by, now)))
                : Commands.apply(release, command, by, around, now);
    }

    /** Takes a yes to one step for a yes to the step that happens to wait. */
    private static CommandResult anyStep(
            Release release, Command command, String by, Circumstances around, Instant now) {
        Optional<OpenApproval> open = release.openApproval();
        Command meant = command instanceof Command.Decide decide && open.isPresent()
                ? new Command.Decide(open.get().step(), decide.approve(), decide.comment())
                : command;
        return Commands.apply(release, meant, by, around, now);
    }

    private static Optional<CommandResult> approved(Release release, int step, String by, Instant now) {
        return release.openApproval().filter(open -> open.step() == step).map(open -> {
            Approval approval =
                    new Approval(open.wave(), step, by, true, "", release.spec().planDigest(), now);
            return new CommandResult.Accepted(List.of(new Event.Decided(approval, now)));
        });
    }

    private static CommandResult promotePastApproval(
            Release release, Command command, String by, Circumstances around, Instant now) {
        if (!(command instanceof Command.Promote) || !release.started() || release.hasEnded()) {
            return Commands.apply(release, command, by, around, now);
        }
        List<Event> events = new ArrayList<>();
        for (TargetState target : release.targets()) {
            if (target.stage() instanceof Stage.AtStep at) {
                events.add(WrongDecisions.move(target, at.promote(now), now));
            }
        }
        return new CommandResult.Accepted(events);
    }

    private static CommandResult endedRevives(
            Release release, Command command, String by, Circumstances around, Instant now) {
        return release.hasEnded() && command instanceof Command.Resume
                ? new CommandResult.Accepted(List.of(new Event.Resumed(by, "", now)))
                : Commands.apply(release, command, by, around, now);
    }

    /** Pushes a release on as if there were no freeze. */
    private static CommandResult peopleIgnoreFreeze(
            Release release, Command command, String by, Circumstances around, Instant now) {
        return Commands.apply(release, command, by, command.pushesOn() ? around.withoutFreeze() : around, now);
    }
}
