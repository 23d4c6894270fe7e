package dev.sluice.engine.sim;

import dev.sluice.release.Event;
import dev.sluice.release.Phase;
import dev.sluice.release.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * S12: no share of a version rises, and no version becomes stable, while none of its instances takes connections; a
 * person's word is no exception.
 */
final class HealthyFirst implements Rule {

    /** A router that is cut off counts as living for 10 s, and its last word with it; a turn takes a while. */
    private static final Duration NOTICE = Duration.ofSeconds(15);

    private final Walk.All walks = new Walk.All();
    private final Map<String, Fact.Down> down = new HashMap<>();
    private Instant outageUntil = Instant.MIN;

    @Override
    public List<Violation> see(Fact fact) {
        return switch (fact) {
            case Fact.Down it -> {
                down.merge(
                        it.digest(),
                        it,
                        (before, now) -> now.at().isAfter(before.until())
                                ? now
                                : new Fact.Down(before.at(), now.service(), now.digest(), now.until()));
                yield List.of();
            }
            case Fact.Outage outage -> {
                outageUntil = outage.until();
                yield List.of();
            }
            case Fact.Committed commit -> committed(commit);
            default -> List.of();
        };
    }

    private List<Violation> committed(Fact.Committed commit) {
        List<Violation> found = new ArrayList<>();
        Release row = commit.row();
        for (Walk.Step step : walks.see(commit)) {
            Instant said = walks.of(row.id()).place(step.target()).said();
            if (step.rises() && isDown(row, said) && isDown(row, commit.at())) {
                found.add(new Violation(
                        "S12",
                        commit.at(),
                        step.target() + " of " + row.id() + " went up to "
                                + step.to().weight() + " without a healthy instance"));
            }
        }
        for (Event event : commit.events()) {
            if (event instanceof Event.Ended ended
                    && ended.phase() == Phase.SUCCEEDED
                    && isDown(row, ended.at())
                    && isDown(row, commit.at())) {
                found.add(new Violation("S12", commit.at(), row.id() + " became stable without a healthy instance"));
            }
        }
        return found;
    }

    /** A node that stood still between reading its clock and looking may have seen what came up meanwhile. */
    private boolean isDown(Release release, Instant said) {
        Fact.Down it = down.get(release.spec().version().digest());
        if (it == null) {
            return false;
        }
        // What routers said before an outage counts for as long after it.
        Instant known = it.at().isAfter(outageUntil) ? it.at() : outageUntil;
        return !said.isBefore(known.plus(NOTICE)) && said.isBefore(it.until());
    }
}
