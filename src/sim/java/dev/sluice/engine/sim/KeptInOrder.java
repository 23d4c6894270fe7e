package dev.sluice.engine.sim;

import dev.sluice.engine.sim.Fact.Settled;
import dev.sluice.engine.sim.Fact.TakenIn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * S6, for what was asked while the database was away: every request that a journal answered for is carried out or
 * refused in sight exactly once, and those of one machine for one service in the order in which they were answered.
 */
final class KeptInOrder implements Rule {

    private final Map<String, Map<String, TakenIn>> waiting = new HashMap<>();
    private final Set<String> settled = new HashSet<>();

    @Override
    public List<Violation> see(Fact fact) {
        return switch (fact) {
            case TakenIn taken -> {
                if (!settled.contains(taken.entry())) {
                    of(taken.machine()).putIfAbsent(taken.entry(), taken);
                }
                yield List.of();
            }
            case Settled it -> settled(it);
            case Fact.Over over -> over(over);
            default -> List.of();
        };
    }

    private Map<String, TakenIn> of(String machine) {
        return waiting.computeIfAbsent(machine, _ -> new LinkedHashMap<>());
    }

    private List<Violation> settled(Settled it) {
        List<Violation> found = new ArrayList<>();
        if (!settled.add(it.entry())) {
            found.add(new Violation("S6", it.at(), "“" + it.what() + "”, " + it.entry() + ", was settled twice"));
        }
        Map<String, TakenIn> mine = of(it.machine());
        TakenIn taken = mine.get(it.entry());
        if (taken != null) {
            before(mine, taken)
                    .ifPresent(first -> found.add(new Violation(
                            "S6",
                            it.at(),
                            it.entry() + " was settled before " + first + ", which was answered first, also for "
                                    + taken.service())));
            mine.remove(it.entry());
        }
        return found;
    }

    /** One for the same service that was answered earlier and waits still. */
    private static Optional<String> before(Map<String, TakenIn> mine, TakenIn settled) {
        return mine.values().stream()
                .takeWhile(waits -> !waits.equals(settled))
                .filter(waits -> !waits.service().isEmpty() && waits.service().equals(settled.service()))
                .map(TakenIn::entry)
                .findFirst();
    }

    private List<Violation> over(Fact.Over over) {
        return waiting.values().stream()
                .flatMap(mine -> mine.values().stream())
                .map(lost -> new Violation(
                        "S6",
                        over.at(),
                        "“" + lost.what() + "”, " + lost.entry() + " of machine " + lost.machine()
                                + ", was answered for and is lost"))
                .toList();
    }
}
