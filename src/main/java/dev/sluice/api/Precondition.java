package dev.sluice.api;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** What a change says of the state that it changes, by {@code If-Match} and {@code If-None-Match} (RFC 9110, 13.1). */
record Precondition(Optional<EntityTags> match, Optional<EntityTags> noneMatch) {

    /** @throws Refused when a header is no list of entity tags */
    static Precondition of(HttpHeaders headers) {
        return new Precondition(tags(headers, HttpHeaders.IF_MATCH), tags(headers, HttpHeaders.IF_NONE_MATCH));
    }

    private static Optional<EntityTags> tags(HttpHeaders headers, String name) {
        List<String> lines = headers.getRequestHeader(name);
        return lines == null || lines.isEmpty()
                ? Optional.empty()
                : Optional.of(EntityTags.parse(name, String.join(",", lines)));
    }

    /**
     * Refuses a change that doesn't say which revision it changes, or says another than there is.
     *
     * @param before ETag of what is there
     */
    void demand(String what, Optional<String> before) {
        check(what, before);
        if (before.isPresent() && match.isEmpty()) {
            throw new Refused(
                    ProblemCode.PRECONDITION_REQUIRED,
                    what + " is there already; send If-Match with its ETag, which is " + before.get());
        }
    }

    /** Refuses a change of another revision than there is. */
    void check(String what, Optional<String> before) {
        if (before.isPresent()
                && noneMatch.filter(tags -> tags.name(before.get())).isPresent()) {
            throw failed(what + " is there already, with the ETag " + before.get());
        }
        if (match.isEmpty()) {
            return;
        }
        if (before.isEmpty()) {
            throw failed(what + " is not there, and If-Match says that it is; leave If-Match out to create it");
        }
        if (!match.get().name(before.get())) {
            throw failed(what + " was changed meanwhile: its ETag is " + before.get() + ", and If-Match says "
                    + match.get());
        }
    }

    private static Refused failed(String sentence) {
        return new Refused(ProblemCode.PRECONDITION_FAILED, sentence);
    }
}
