package dev.sluice.engine.sim;

import dev.sluice.release.Event;
import dev.sluice.release.ReleaseId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** S7, first half: a release ends once, and nothing happens to it after. */
final class OneEnd implements Rule {

    private final Set<ReleaseId> ended = new HashSet<>();

    @Override
    public List<Violation> see(Fact fact) {
        if (!(fact instanceof Fact.Committed commit)) {
            return List.of();
        }
        List<Violation> found = new ArrayList<>();
        ReleaseId id = commit.row().id();
        for (Event event : commit.events()) {
            if (ended.contains(id)) {
                found.add(new Violation("S7", commit.at(), id + " had ended, and then: " + event));
            }
            if (event instanceof Event.Ended) {
                ended.add(id);
            }
        }
        return found;
    }
}
