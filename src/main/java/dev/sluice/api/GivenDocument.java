package dev.sluice.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Reference;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A document among several that are applied together.
 *
 * @param index where it stood among those that were given
 * @param body without its kind
 * @param given the same as what it means
 */
record GivenDocument<D>(int index, DocumentKind<D> kind, DocumentKey key, ObjectNode body, D given) {

    /** Its fields that name one of these. */
    Set<String> naming(Set<DocumentKey> others) {
        Set<String> pointers = new HashSet<>();
        kind.references()
                .forEach(reference -> reference.names(body).forEach((pointer, name) -> {
                    if (others.contains(DocumentKey.of(reference.to(), name))) {
                        pointers.add(pointer);
                    }
                }));
        return pointers;
    }

    /** Its fields that name others of its own kind. */
    List<Reference> toItsKind() {
        return kind.references().stream()
                .filter(reference -> reference.to() == kind.kind())
                .toList();
    }
}
