package dev.sluice.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts documents in an order in which each finds what it refers to. */
final class ApplyOrder {

    private ApplyOrder() {}

    /** By kind; a strategy after the one that it extends. */
    static List<Document> of(List<Document> given) {
        Map<String, Document> waiting = new LinkedHashMap<>();
        given.stream().sorted(Comparator.comparing(Document::kind)).forEach(it -> waiting.put(it.title(), it));
        List<Document> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Document next = waiting.values().iterator().next();
            place(next, waiting, ordered);
        }
        return ordered;
    }

    /** A circle is cut where it closes; the API says what is wrong with it. */
    private static void place(Document document, Map<String, Document> waiting, List<Document> ordered) {
        waiting.remove(document.title());
        parent(document)
                .flatMap(title -> Optional.ofNullable(waiting.get(title)))
                .ifPresent(parent -> place(parent, waiting, ordered));
        ordered.add(document);
    }

    private static Optional<String> parent(Document document) {
        String parent = document.body().path("extends").asText("");
        return document.kind() == Kind.STRATEGY && !parent.isEmpty()
                ? Optional.of(Kind.STRATEGY.word() + " " + parent)
                : Optional.empty();
    }
}
