package dev.sluice.api;

import dev.sluice.catalogue.Flaw;
import dev.sluice.catalogue.InvalidDocument;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Documents;
import dev.sluice.store.Documents.Kind;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Strategies that documents allow. */
final class Strategies {

    private Strategies() {}

    /**
     * Refuses a list that names a strategy that is not there: a mistyped one would allow nothing, and nobody would know.
     *
     * @throws InvalidDocument naming each
     */
    static void demand(Handle handle, @Nullable List<String> names) {
        List<String> given = names == null ? List.of() : names;
        List<Flaw> flaws = IntStream.range(0, given.size())
                .filter(i -> Documents.find(handle, DocumentKey.of(Kind.STRATEGY, given.get(i)))
                        .isEmpty())
                .mapToObj(
                        i -> new Flaw("/strategies/" + i, "there is no strategy " + given.get(i) + "; create it first"))
                .toList();
        if (!flaws.isEmpty()) {
            throw new InvalidDocument(flaws);
        }
    }
}
