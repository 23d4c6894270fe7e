package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** A verb can't do what it was asked to; the user is told in a sentence what to do about it. */
final class Failed extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Exit exit;
    private final String sentence;
    private final transient Optional<JsonNode> problem;

    Failed(Exit exit, String sentence) {
        this(exit, sentence, Optional.empty());
    }

    /**
     * When the API refused.
     *
     * @param problem as it said it (RFC 9457)
     */
    Failed(Exit exit, String sentence, Optional<JsonNode> problem) {
        super(sentence);
        this.exit = exit;
        this.sentence = sentence;
        this.problem = problem;
    }

    Exit exit() {
        return exit;
    }

    String sentence() {
        return sentence;
    }

    /** The API's problem as it came; empty when the command line itself found what is wrong. */
    Optional<JsonNode> problem() {
        return problem;
    }
}
