package dev.sluice.engine.sim;

import dev.sluice.engine.sim.Fact.Writer;
import dev.sluice.release.ReleaseId;
import dev.sluice.store.Nodes;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** S4, in the database: only who holds a release, with a good heartbeat, moves it. */
final class Fenced implements Rule {

    private final Map<ReleaseId, String> holders = new HashMap<>();
    private final Map<String, Instant> beats = new HashMap<>();

    @Override
    public List<Violation> see(Fact fact) {
        return switch (fact) {
            case Fact.Joined joined -> {
                beats.put(joined.node(), joined.at());
                yield List.of();
            }
            case Fact.Beat beat -> {
                beats.put(beat.node(), beat.at());
                yield List.of();
            }
            case Fact.Leased leased -> {
                holders.put(leased.release(), leased.node());
                yield List.of();
            }
            case Fact.Committed commit when commit.writer() == Writer.TICK -> ticked(commit);
            default -> List.of();
        };
    }

    private List<Violation> ticked(Fact.Committed commit) {
        String holder = holders.getOrDefault(commit.row().id(), "nobody");
        if (!holder.equals(commit.node())) {
            return List.of(new Violation(
                    "S4", commit.at(), commit.node() + " moved " + commit.row().id() + ", which " + holder + " holds"));
        }
        Instant beat = beats.getOrDefault(commit.node(), Instant.MIN);
        return beat.plus(Nodes.GOOD_FOR).isBefore(commit.at())
                ? List.of(new Violation(
                        "S4", commit.at(), commit.node() + " moved a release after its heart had stopped"))
                : List.of();
    }
}
