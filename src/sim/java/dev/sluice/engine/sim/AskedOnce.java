package dev.sluice.engine.sim;

import dev.sluice.release.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** S6, second half: the audit holds every acknowledged call exactly once, and every end is announced exactly once. */
final class AskedOnce implements Rule {

    private final Map<String, Integer> audited = new HashMap<>();
    private final Set<String> acknowledged = new HashSet<>();
    private final Map<String, Integer> delivered = new HashMap<>();
    private final Set<String> ended = new HashSet<>();

    @Override
    public List<Violation> see(Fact fact) {
        return switch (fact) {
            case Fact.Audited audit ->
                audited.merge(audit.key(), 1, Integer::sum) > 1
                        ? List.of(new Violation("S6", audit.at(), "the request " + audit.key() + " was done twice"))
                        : List.of();
            case Fact.Answered answer -> {
                if (answer.accepted() && answer.kept() == Fact.Kept.DATABASE) {
                    acknowledged.add(answer.key());
                }
                yield List.of();
            }
            case Fact.Delivered delivery ->
                delivered.merge(delivery.event(), 1, Integer::sum) > 1
                        ? List.of(new Violation(
                                "S6", delivery.at(), "a receiver took note of “" + delivery.event() + "” twice"))
                        : List.of();
            case Fact.Committed commit -> {
                if (commit.events().stream().anyMatch(Event.Ended.class::isInstance)) {
                    ended.add(commit.row().id() + " ended");
                }
                yield List.of();
            }
            case Fact.Over over -> over(over);
            default -> List.of();
        };
    }

    private List<Violation> over(Fact.Over over) {
        List<Violation> found = new ArrayList<>();
        acknowledged.stream()
                .filter(key -> !audited.containsKey(key))
                .sorted()
                .map(key -> new Violation("S6", over.at(), "the request " + key + " was acknowledged and is lost"))
                .forEach(found::add);
        ended.stream()
                .filter(event -> !delivered.containsKey(event))
                .sorted()
                .map(event -> new Violation("S6", over.at(), "nobody was told “" + event + "”"))
                .forEach(found::add);
        return found;
    }
}
