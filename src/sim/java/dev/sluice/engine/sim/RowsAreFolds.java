package dev.sluice.engine.sim;

import dev.sluice.release.Event;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** S6, first half: the fold of a release's events is its row. */
final class RowsAreFolds implements Rule {

    private final Map<ReleaseId, Release> folds = new HashMap<>();

    @Override
    public List<Violation> see(Fact fact) {
        if (!(fact instanceof Fact.Committed commit)) {
            return List.of();
        }
        ReleaseId id = commit.row().id();
        for (Event event : commit.events()) {
            if (event instanceof Event.Created created) {
                folds.put(id, Release.created(id, created));
            } else {
                folds.computeIfPresent(id, (_, fold) -> fold.evolve(event));
            }
        }
        return commit.row().equals(folds.get(id))
                ? List.of()
                : List.of(new Violation("S6", commit.at(), "the row of " + id + " is not what its events make"));
    }
}
