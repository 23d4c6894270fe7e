package dev.sluice.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A document that is meant, or all of a kind. */
final class KindArgument {

    @Parameters(
            index = "0",
            paramLabel = "KIND",
            description = "service, target, environment, strategy, connection or freeze; with or without an s.")
    String kind = "";

    @Option(names = "--service", paramLabel = "NAME", description = "Whose target; or say SERVICE/TARGET.")
    Optional<String> service = Optional.empty();

    /** One document that the API may have. */
    record Key(Kind kind, String service, String name) {

        String path() {
            return kind.path(name, service);
        }

        /** {@code target shop/prod-eu}. */
        String title() {
            return KindArgument.word(kind) + " " + Json.printable(service.isEmpty() ? name : service + "/" + name);
        }
    }

    Kind kind() {
        String given = kind.toLowerCase(Locale.ROOT);
        return Arrays.stream(Kind.values())
                .filter(known -> given.equals(word(known)) || given.equals(collection(known)))
                .findFirst()
                .orElseThrow(() -> new Failed(
                        Exit.USAGE,
                        "there are no documents of kind " + Json.printable(kind) + "; kinds are " + Kind.words()));
    }

    /** The document of that name; of a target the service must be known. */
    Key key(String name) {
        int slash = name.indexOf('/');
        if (kind() != Kind.TARGET) {
            return new Key(kind(), "", name);
        }
        if (slash < 0 && service.isEmpty()) {
            throw new Failed(Exit.USAGE, "whose target? Say SERVICE/" + Json.printable(name) + ", or --service");
        }
        return slash < 0
                ? new Key(Kind.TARGET, service.orElse(""), name)
                : new Key(Kind.TARGET, name.substring(0, slash), name.substring(slash + 1));
    }

    /** What to say where the API has no such document. */
    static Failed missing(Api api, Key key) {
        if (key.kind() == Kind.TARGET) {
            Names.demand(api, "services", key.service());
        }
        return Names.missing(api, word(key.kind()), listPath(key.kind(), key.service()), key.name());
    }

    /** Where the API lists them. */
    String collectionPath() {
        if (kind() == Kind.TARGET && service.isEmpty()) {
            throw new Failed(Exit.USAGE, "whose targets? Say --service");
        }
        return listPath(kind(), service.orElse(""));
    }

    private static String listPath(Kind kind, String service) {
        return kind == Kind.TARGET ? Api.path("services", service, collection(kind)) : Api.path(collection(kind));
    }

    private static String word(Kind kind) {
        return kind.word().toLowerCase(Locale.ROOT);
    }

    private static String collection(Kind kind) {
        String word = word(kind);
        return word.endsWith("y") ? word.substring(0, word.length() - 1) + "ies" : word + "s";
    }
}
