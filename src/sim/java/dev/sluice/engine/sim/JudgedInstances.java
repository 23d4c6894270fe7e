package dev.sluice.engine.sim;

import dev.sluice.release.Approval;
import dev.sluice.release.Event;
import dev.sluice.release.Release;
import dev.sluice.release.Stage;
import dev.sluice.release.TargetState;
import dev.sluice.release.Weight;
import java.util.ArrayList;
import java.util.List;

/**
 * S14: what is promoted is what was judged. When all instances of a moving candidate are replaced at a target, nobody
 * meets the new ones before the plan begins there again, and approvals that were given are not for them.
 */
final class JudgedInstances implements Rule {

    @Override
    public List<Violation> see(Fact fact) {
        return fact instanceof Fact.Committed commit ? committed(commit) : List.of();
    }

    private static List<Violation> committed(Fact.Committed commit) {
        List<Violation> found = new ArrayList<>();
        Release row = commit.row();
        for (Event event : commit.events()) {
            if (event instanceof Event.InstancesChanged changed && changed.replaced() && !row.isGivingBack()) {
                TargetState target = row.target(changed.target());
                boolean goesOn = !(target.stage() instanceof Stage.Waiting)
                        || target.stage().weight().isAbove(Weight.NONE);
                if (goesOn) {
                    found.add(violation(commit, changed.target() + " goes on with instances that nobody judged"));
                }
                if (row.approvals().stream().anyMatch(Approval::approved)) {
                    found.add(violation(commit, "approvals count for instances that nobody approved"));
                }
            }
        }
        return found;
    }

    private static Violation violation(Fact.Committed commit, String what) {
        return new Violation("S14", commit.at(), commit.row().id() + ": " + what);
    }
}
