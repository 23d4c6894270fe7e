package dev.sluice.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Documents.Kind;
import dev.sluice.validation.Flaw;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads documents that are applied together, and puts them in an order in which each finds what it names. */
final class GivenDocuments {

    private static final int MOST = 1_000;

    private final ObjectMapper mapper;
    private final ApplyFlaws flaws;
    private final Map<DocumentKey, GivenDocument<?>> read = new LinkedHashMap<>();

    private GivenDocuments(ObjectMapper mapper, ApplyFlaws flaws) {
        this.mapper = mapper;
        this.flaws = flaws;
    }

    /**
     * Reads all of them.
     *
     * @throws Refused naming everything that can't be read
     */
    static List<GivenDocument<?>> read(ObjectMapper mapper, List<ObjectNode> documents, ApplyFlaws flaws) {
        if (documents.isEmpty() || documents.size() > MOST) {
            throw new Refused(
                    ProblemCode.INVALID,
                    "/documents must be 1 to " + MOST + " documents",
                    List.of(new Flaw("/documents", "must be 1 to " + MOST + " documents")));
        }
        GivenDocuments given = new GivenDocuments(mapper, flaws);
        for (int i = 0; i < documents.size(); i++) {
            given.read(i, documents.get(i));
        }
        List<GivenDocument<?>> ordered = given.ordered();
        flaws.throwIfAny();
        return ordered;
    }

    private void read(int index, ObjectNode document) {
        Optional<DocumentKind<?>> kind = DocumentKinds.of(document.path("kind").asText(""));
        if (kind.isEmpty()) {
            flaws.add(index, new Flaw("/kind", "must be one of " + DocumentKinds.words()));
        } else {
            read(index, kind.get(), document);
        }
    }

    private <D> void read(int index, DocumentKind<D> kind, ObjectNode document) {
        ObjectNode body = document.deepCopy();
        body.remove("kind");
        D given;
        try {
            given = mapper.treeToValue(body, kind.type());
        } catch (JsonProcessingException unreadable) {
            BodyProblem.of(unreadable, "").errors().forEach(flaw -> flaws.add(index, flaw));
            return;
        }
        String name = body.path("name").asText("");
        String parent = kind.kind().parent().map(Kind::word).orElse("");
        if (name.isEmpty()) {
            flaws.add(index, new Flaw("/name", "is missing"));
        }
        if (!parent.isEmpty() && body.path(parent).asText("").isEmpty()) {
            flaws.add(index, new Flaw("/" + parent, "is missing; name the " + parent + " that it belongs to"));
        }
        DocumentKey key = new DocumentKey(
                kind.kind(), parent.isEmpty() ? "" : body.path(parent).asText(""), name);
        GivenDocument<?> other = read.putIfAbsent(key, new GivenDocument<>(index, kind, key, body, given));
        if (other != null) {
            flaws.add(index, new Flaw("/name", "stands in /documents/" + other.index() + " too"));
        }
    }

    /** By kind; one that names another of its kind after that. */
    private List<GivenDocument<?>> ordered() {
        Map<DocumentKey, GivenDocument<?>> waiting = new LinkedHashMap<>();
        read.values().stream()
                .sorted(Comparator.comparingInt(document -> DocumentKinds.ALL.indexOf(document.kind())))
                .forEach(document -> waiting.put(document.key(), document));
        List<GivenDocument<?>> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            place(waiting.values().iterator().next(), waiting, ordered, new HashSet<>());
        }
        return ordered;
    }

    private void place(
            GivenDocument<?> document,
            Map<DocumentKey, GivenDocument<?>> waiting,
            List<GivenDocument<?>> ordered,
            Set<DocumentKey> above) {
        above.add(document.key());
        Map<String, String> named = new HashMap<>();
        document.toItsKind().forEach(reference -> named.putAll(reference.names(document.body())));
        named.forEach((pointer, name) -> {
            DocumentKey key = DocumentKey.of(document.kind().kind(), name);
            if (above.contains(key)) {
                flaws.add(document.index(), new Flaw(pointer, "goes round in a circle through " + name));
            } else if (waiting.containsKey(key)) {
                place(waiting.get(key), waiting, ordered, above);
            }
        });
        above.remove(document.key());
        if (waiting.remove(document.key()) != null) {
            ordered.add(document);
        }
    }
}
