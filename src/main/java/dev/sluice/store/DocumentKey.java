package dev.sluice.store;

/**
 * Where a document is found.
 *
 * @param parent the service of a target; empty for the other kinds
 */
public record DocumentKey(Documents.Kind kind, String parent, String name) {

    /** A document that stands by itself. */
    public static DocumentKey of(Documents.Kind kind, String name) {
        return new DocumentKey(kind, "", name);
    }

    /** As people say it: {@code target shop/prod-eu}. */
    public String title() {
        return kind.word() + " " + (parent.isEmpty() ? name : parent + "/" + name);
    }
}
