package dev.sluice.validation;

import java.util.Optional;

/**
 * What is wrong with an input, told to the person who can mend it.
 *
 * @param pointer JSON pointer (RFC 6901) of the field
 * @param what is wrong, and what to write instead
 */
public record Flaw(String pointer, String what) {

    /** The flaw, where there is a problem. */
    public static Optional<Flaw> at(String pointer, Optional<String> problem) {
        return problem.map(what -> new Flaw(pointer, what));
    }
}
