package dev.sluice.api;

import dev.sluice.store.Documents.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** All kinds of documents. */
final class DocumentKinds {

    /** In an order in which each finds what it names. */
    static final List<DocumentKind<?>> ALL = List.of(
            ConnectionKind.CONNECTION,
            StrategyKind.STRATEGY,
            EnvironmentKind.ENVIRONMENT,
            ServiceKind.SERVICE,
            TargetKind.TARGET,
            FreezeKind.FREEZE);

    private DocumentKinds() {}

    /** The kind of a word as documents write it: {@code Service}. */
    static Optional<DocumentKind<?>> of(String word) {
        return ALL.stream().filter(kind -> word(kind.kind()).equals(word)).findFirst();
    }

    /** As documents write it. */
    static String word(Kind kind) {
        String word = kind.word();
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    static String words() {
        return ALL.stream().map(kind -> word(kind.kind())).collect(Collectors.joining(", "));
    }
}
