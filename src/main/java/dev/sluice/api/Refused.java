package dev.sluice.api;

/** A request that the API itself refuses, before anything is asked. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;

    Refused(ProblemCode code, String sentence) {
        super(sentence);
        this.code = code;
    }

    ProblemCode code() {
        return code;
    }
}
