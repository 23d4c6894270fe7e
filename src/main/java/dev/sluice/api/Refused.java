package dev.sluice.api;

import dev.sluice.validation.Flaw;
import java.util.List;

/** A request that the API itself refuses, before anything is asked. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final transient List<Flaw> errors;

    Refused(ProblemCode code, String sentence) {
        this(code, sentence, List.of());
    }

    Refused(ProblemCode code, String sentence, List<Flaw> errors) {
        super(sentence);
        this.code = code;
        this.errors = errors;
    }

    /** A parameter in the query of the URL is wrong. */
    static Refused parameter(String name, String what) {
        return new Refused(ProblemCode.MALFORMED, "?" + name + " " + what, List.of(new Flaw("?" + name, what)));
    }

    ProblemCode code() {
        return code;
    }

    List<Flaw> errors() {
        return errors;
    }
}
