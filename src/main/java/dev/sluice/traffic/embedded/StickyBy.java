package dev.sluice.traffic.embedded;

/** Where the key comes from whose hash says which version a request gets. */
public sealed interface StickyBy {

    /**
     * A cookie. One whose name begins with {@code sluice} is the router's own, any other the application's; where that is
     * missing, the router sets one of its own.
     */
    record Cookie(String name) implements StickyBy {}

    /** A request header; a request without it goes to stable. */
    record Header(String name) implements StickyBy {}

    record ClientAddress() implements StickyBy {}

    /** Not sticky: each request is drawn anew. */
    record Random() implements StickyBy {}
}
