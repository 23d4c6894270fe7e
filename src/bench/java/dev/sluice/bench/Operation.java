package dev.sluice.bench;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Something that a client asked of a Sluice that is killed.
 *
 * @param version the digest of the release's version, which no other release has
 * @param outcome what the client knows of it in the end
 * @param tries how often it was sent, always under the same key
 */
record Operation(
        What what, Intended intended, String service, String version, Outcome outcome, String release, int tries) {

    /** What is asked. */
    enum What {
        CREATE,
        ABORT,
        APPROVE,
        REJECT
    }

    /** What the client wants to become of the release. */
    enum Intended {
        GOOD,
        BAD,
        ABORTED,
        APPROVED,
        REJECTED
    }

    /** What the client knows. */
    enum Outcome {
        ACKNOWLEDGED,
        REFUSED,
        /** The process was killed before it answered, and the client did not ask again. */
        UNKNOWN
    }

    boolean is(Outcome wanted) {
        return outcome == wanted;
    }

    /** Everything that clients asked, and what they saw go wrong. */
    record History(List<Operation> operations, List<String> complaints) {

        static History empty() {
            return new History(new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
        }

        List<Operation> of(What what) {
            return operations.stream()
                    .filter(operation -> operation.what() == what)
                    .toList();
        }

        long count(Outcome outcome) {
            return operations.stream()
                    .filter(operation -> operation.is(outcome))
                    .count();
        }

        /** How many were sent at least once without an answer. */
        long unanswered() {
            return operations.stream()
                    .filter(operation -> operation.tries() > 1 || operation.is(Outcome.UNKNOWN))
                    .count();
        }
    }
}
