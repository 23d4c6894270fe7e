package dev.sluice.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Reference;
import java.util.List;

/**
 * A document among several that are applied together.
 *
 * @param index where it stood among those that were given
 * @param body without its kind
 * @param given the same as what it means
 */
record GivenDocument<D>(int index, DocumentKind<D> kind, DocumentKey key, ObjectNode body, D given) {

    /** Those that must be there before it. */
    List<DocumentKey> names() {
        JsonNode tree = body;
        return kind.references().stream()
                .flatMap(reference ->
                        reference.names(tree).values().stream().map(name -> DocumentKey.of(reference.to(), name)))
                .toList();
    }

    /** Its fields that name others of its own kind. */
    List<Reference> toItsKind() {
        return kind.references().stream()
                .filter(reference -> reference.to() == kind.kind())
                .toList();
    }
}
