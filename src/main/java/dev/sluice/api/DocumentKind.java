package dev.sluice.api;

import dev.sluice.engine.Refusal;
import dev.sluice.security.Role.Permission;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Documents.Kind;
import dev.sluice.store.Reference;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What is particular to a kind of documents. What all kinds have in common is done for each of them by {@link
 * DocumentsApi} and {@link Applying}; all kinds stand in {@link DocumentKinds}.
 *
 * @param <D> what its documents are read as
 */
interface DocumentKind<D> {

    Kind kind();

    Class<D> type();

    /** What it takes to write and to delete one. */
    Permission writing();

    /** Its fields that name other documents: those must be there, and can't be deleted while they are named. */
    List<Reference> references();

    /**
     * When an unfinished release names a document of this kind.
     *
     * @return a condition as {@link dev.sluice.store.ReleaseStore#unfinishedNaming} takes it
     */
    String inReleases();

    /**
     * A given document as it is stored, checked as far as {@link #references} don't do it.
     *
     * @param before what is there now
     * @throws dev.sluice.validation.InvalidDocument naming each field that is wrong
     * @throws Refusal when it can't be now
     */
    D checked(Handle handle, DocumentKey key, D given, Optional<D> before);

    /** As it may be shown. */
    default D shown(D stored) {
        return stored;
    }

    /** Whether a document has something in it that is never shown. */
    default boolean hasSecret(D document) {
        return !shown(document).equals(document);
    }

    /** What follows from writing one, in the same transaction. */
    default void written(Handle handle, DocumentKey key, D document) {}

    /**
     * What follows from deleting one that nothing names, in the same transaction and before it is gone.
     *
     * @param whileServing whether it is to go even if users meet something behind it
     * @throws Refusal when it must stay
     */
    default void deleting(Handle handle, DocumentKey key, D document, boolean whileServing) {}

    /** Takes what keeps releases that name it from being made, until the transaction ends. */
    default void keepReleasesOut(Handle handle, DocumentKey key, D document) {}

    /** Whether who deletes one must say which revision. */
    default boolean isDeletedByRevision() {
        return false;
    }
}
