package dev.sluice.traffic.embedded;

/**
 * How a request ended, as it is counted.
 *
 * @param slice hundredth of the sticky hash, 0 to 99, or {@link #NO_SLICE}
 * @param user bucket of the sticky key that the client brought, or {@link #NO_USER}: a request without one, or with a
 *     new one, is a user of its own
 * @param nanos from the head of the request to the last byte of the answer
 */
record Ending(Outcome outcome, boolean isAnswered, int slice, int user, long nanos) {

    static final int NO_SLICE = -1;
    static final int NO_USER = -1;

    /** What came of it; each request has one. */
    enum Outcome {
        /** Answered with a status under 400. */
        SERVED,
        /** Answered with 400 to 499. */
        CLIENT_ERROR,
        /** The version's fault: answered with 500 to 599, broken, refused or too late. */
        ERROR,
        /** The client left before the end of the answer. */
        ABANDONED;

        static Outcome ofStatus(int status) {
            return status >= 500 ? ERROR : status >= 400 ? CLIENT_ERROR : SERVED;
        }
    }

    boolean isError() {
        return outcome == Outcome.ERROR;
    }
}
