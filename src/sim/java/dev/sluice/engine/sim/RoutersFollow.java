package dev.sluice.engine.sim;

import dev.sluice.engine.sim.Fact.Applied;
import dev.sluice.engine.sim.Fact.Hand;
import dev.sluice.engine.sim.Fact.Routed;
import dev.sluice.release.TargetId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * S4, at the routers: they take only what was recorded, never something older, and end with the newest. One that
 * aborted a release which had succeeded meanwhile keeps the version before.
 */
final class RoutersFollow implements Rule {

    private final Set<String> recorded = new HashSet<>();
    private final Map<TargetId, Routed> newest = new HashMap<>();
    private final Set<String> heldBack = new HashSet<>();
    private final Map<String, Map<TargetId, Applied>> routers = new TreeMap<>();

    @Override
    public List<Violation> see(Fact fact) {
        return switch (fact) {
            case Routed routed -> {
                recorded.add(route(
                        routed.target(), routed.generation(), routed.weight().toString()));
                Routed before = newest.put(routed.target(), routed);
                yield before != null && before.generation() > routed.generation()
                        ? List.of(new Violation("S4", routed.at(), "the generation of " + routed.target() + " fell"))
                        : List.of();
            }
            case Fact.HeldBack held -> {
                heldBack.add(place(held.node(), held.target(), held.generation()));
                yield List.of();
            }
            case Applied applied -> applied(applied);
            case Fact.Died died -> {
                routers.remove(died.node());
                yield List.of();
            }
            case Fact.Over over -> over(over);
            default -> List.of();
        };
    }

    /** A process is named after its machine, which remembers what it aborted. */
    private static String place(String node, TargetId target, long generation) {
        return node.charAt(0) + " " + target + " " + generation;
    }

    private static String route(TargetId target, long generation, String weight) {
        return target + " generation " + generation + " weight " + weight;
    }

    private List<Violation> applied(Applied applied) {
        Applied before =
                routers.computeIfAbsent(applied.node(), _ -> new HashMap<>()).put(applied.target(), applied);
        if (applied.hand() != Hand.FEED) {
            return List.of();
        }
        String what =
                route(applied.target(), applied.generation(), applied.weight().toString());
        if (!recorded.contains(what)) {
            return List.of(new Violation(
                    "S4", applied.at(), "the router of " + applied.node() + " does what nobody recorded: " + what));
        }
        return before != null && before.generation() > applied.generation()
                ? List.of(
                        new Violation("S4", applied.at(), "the router of " + applied.node() + " took an older " + what))
                : List.of();
    }

    private List<Violation> over(Fact.Over over) {
        return routers.values().stream()
                .flatMap(table -> table.values().stream())
                .filter(applied -> isBehind(applied))
                .map(applied -> new Violation(
                        "S4",
                        over.at(),
                        "the router of " + applied.node() + " ends with " + applied.weight() + " of generation "
                                + applied.generation() + " for " + applied.target()))
                .toList();
    }

    private boolean isBehind(Applied applied) {
        Routed wanted = newest.get(applied.target());
        return wanted != null
                && !heldBack.contains(place(applied.node(), applied.target(), wanted.generation()))
                && (wanted.generation() != applied.generation()
                        || !wanted.weight().equals(applied.weight()));
    }
}
