package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads all documents of all files, or says what is wrong with every one that can't be read. */
final class Documents {

    private final List<Document> documents = new ArrayList<>();
    private final List<String> flaws = new ArrayList<>();
    private final Map<String, String> places = new HashMap<>();

    private Documents() {}

    /** In the order of the files. */
    static List<Document> read(List<Sources.Source> sources) {
        Documents reading = new Documents();
        sources.forEach(reading::read);
        if (!reading.flaws.isEmpty()) {
            throw new Failed(Exit.USAGE, String.join("\n", reading.flaws) + "\nNothing was applied.");
        }
        if (reading.documents.isEmpty()) {
            throw new Failed(Exit.USAGE, "there are no documents; each needs a kind, one of " + Kind.words());
        }
        return List.copyOf(reading.documents);
    }

    private void read(Sources.Source source) {
        try {
            List<RawDocument> raw =
                    source.isJson() ? JsonDocuments.read(source.text()) : YamlDocuments.read(source.text());
            raw.forEach(document -> read(source.name(), document));
        } catch (Unreadable unreadable) {
            flaws.add(source.name() + ", " + unreadable.what());
        }
    }

    private void read(String file, RawDocument raw) {
        String place = file + ", document " + raw.number() + " (line " + raw.line() + ")";
        if (!(raw.content() instanceof ObjectNode given)) {
            flaws.add(place + ": is not an object with a kind");
            return;
        }
        String word = given.path("kind").asText("");
        Kind.of(word)
                .ifPresentOrElse(
                        kind -> read(kind, given, place),
                        () -> flaws.add(place + ": kind "
                                + (word.isEmpty() ? "is missing" : Json.printable(word) + " is not known")
                                + "; known are "
                                + Kind.words()));
    }

    private void read(Kind kind, ObjectNode given, String place) {
        String name = given.path("name").asText("");
        String service = kind == Kind.TARGET ? given.path("service").asText("") : "";
        if (name.isEmpty()) {
            flaws.add(place + ": name is missing");
            return;
        }
        if (kind == Kind.TARGET && service.isEmpty()) {
            flaws.add(place + ": service is missing; whose target is " + Json.printable(name) + "?");
            return;
        }
        ObjectNode body = given.deepCopy();
        body.remove("kind");
        Document document = new Document(kind, Json.printable(name), Json.printable(service), body, place);
        String before = places.putIfAbsent(document.title(), place);
        if (before != null) {
            flaws.add(place + ": " + document.title() + " stands in " + before + " too");
        }
        documents.add(document);
    }
}
