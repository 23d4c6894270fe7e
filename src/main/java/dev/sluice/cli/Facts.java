package dev.sluice.cli;

import java.util.ArrayList;
import java.util.List;

/** Names with their values, one a line, the values below each other. */
final class Facts {

    private record Fact(String name, String value) {}

    private final List<Fact> facts = new ArrayList<>();

    /** What has no value is left out. */
    Facts add(String name, String value) {
        if (!value.isEmpty()) {
            facts.add(new Fact(name, value));
        }
        return this;
    }

    @Override
    public String toString() {
        int width = facts.stream().mapToInt(fact -> fact.name().length()).max().orElse(0);
        return String.join(
                "\n",
                facts.stream()
                        .map(fact ->
                                fact.name() + " ".repeat(width - fact.name().length()) + "  " + fact.value())
                        .toList());
    }
}
