package dev.sluice.api;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a change says of the state that it changes, by {@code If-Match} and {@code If-None-Match} (RFC 9110, 13.1). */
record Precondition(@Nullable String match, @Nullable String noneMatch) {

    static Precondition of(HttpHeaders headers) {
        return new Precondition(
                headers.getHeaderString(HttpHeaders.IF_MATCH), headers.getHeaderString(HttpHeaders.IF_NONE_MATCH));
    }

    /**
     * Refuses a change that doesn't say which revision it changes, or says another than there is.
     *
     * @param before ETag of what is there
     */
    void demand(String what, Optional<String> before) {
        check(what, before);
        if (before.isPresent() && match == null) {
            throw new Refused(
                    ProblemCode.PRECONDITION_REQUIRED,
                    what + " is there already; send If-Match with its ETag, which is " + before.get());
        }
    }

    /** Refuses a change of another revision than there is. */
    void check(String what, Optional<String> before) {
        if (noneMatch != null && before.isPresent() && names(noneMatch, before.get())) {
            throw new Refused(ProblemCode.PRECONDITION_FAILED, what + " is there already");
        }
        if (match == null) {
            return;
        }
        if (before.isEmpty()) {
            throw new Refused(ProblemCode.PRECONDITION_FAILED, what + " is not there");
        }
        if (!names(match, before.get())) {
            throw new Refused(
                    ProblemCode.PRECONDITION_FAILED, what + " was changed meanwhile; its ETag is " + before.get());
        }
    }

    private static boolean names(String header, String etag) {
        return Stream.of(header.split(",")).map(String::strip).anyMatch(tag -> tag.equals("*") || tag.equals(etag));
    }
}
