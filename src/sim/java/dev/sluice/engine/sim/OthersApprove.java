package dev.sluice.engine.sim;

import dev.sluice.release.Approval;
import dev.sluice.release.Event;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Spec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** S8: approvals are words of distinct people, however their names are written, none of them the requester, each for this plan and this step. */
final class OthersApprove implements Rule {

    private final Map<ReleaseId, Spec> specs = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final Set<String> given = new HashSet<>();

    @Override
    public List<Violation> see(Fact fact) {
        return switch (fact) {
            case Fact.Asked ask -> {
                ask.about().ifPresent(release -> asked.add(word(release, ask.person(), ask.step())));
                yield List.of();
            }
            case Fact.Committed commit -> committed(commit);
            default -> List.of();
        };
    }

    private static String word(ReleaseId release, String person, int step) {
        return release + " " + person.toLowerCase(Locale.ROOT) + " " + step;
    }

    private List<Violation> committed(Fact.Committed commit) {
        List<Violation> found = new ArrayList<>();
        ReleaseId id = commit.row().id();
        for (Event event : commit.events()) {
            if (event instanceof Event.Created created) {
                specs.put(id, created.spec());
            }
            if (event instanceof Event.InstancesChanged changed && changed.replaced()) {
                // What was approved is no longer what moves, so the same person is asked again.
                given.removeIf(word -> word.startsWith(id + " "));
            }
            if (event instanceof Event.Decided decided && decided.approval().approved()) {
                String wrong = wrong(id, decided.approval());
                if (!wrong.isEmpty()) {
                    found.add(new Violation(
                            "S8",
                            commit.at(),
                            "the approval by " + decided.approval().person() + " of " + id + " " + wrong));
                }
            }
        }
        return found;
    }

    private String wrong(ReleaseId id, Approval approval) {
        Spec spec = specs.get(id);
        if (spec == null || !spec.planDigest().equals(approval.planDigest())) {
            return "is for another plan";
        }
        if (spec.requestedBy().equalsIgnoreCase(approval.person())) {
            return "is the requester's own";
        }
        if (!asked.contains(word(id, approval.person(), approval.step()))) {
            return "was never given for step " + approval.step();
        }
        return given.add(word(id, approval.person(), approval.step()) + " " + approval.wave()) ? "" : "counts twice";
    }
}
