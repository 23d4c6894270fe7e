package dev.sluice.cli;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Kinds of documents. */
enum Kind {
    CONNECTION("Connection", "connections"),
    STRATEGY("Strategy", "strategies"),
    ENVIRONMENT("Environment", "environments"),
    SERVICE("Service", "services"),
    TARGET("Target", "targets"),
    FREEZE("Freeze", "freezes");

    private final String word;
    private final String collection;

    Kind(String word, String collection) {
        this.word = word;
        this.collection = collection;
    }

    /** As documents write it. */
    String word() {
        return word;
    }

    static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(Kind::word).collect(Collectors.joining(", "));
    }

    /** Where the API has it; a target stands below its service. */
    String path(String name, String service) {
        return this == TARGET ? Api.path("services", service, collection, name) : Api.path(collection, name);
    }
}
