package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Says on standard error what is wrong: as a sentence, or with {@code --json} as one object on a line, {@code
 * {"error": …}}, with what the API said (RFC 9457) and the exit code. Standard output never holds an error, so that what
 * reads it finds the answer or nothing.
 */
record Complaint(Terminal terminal, boolean json) {

    private static final String OPTION = "--json";

    /** For arguments that may not have been read: whether JSON is asked for stands in them. */
    static Complaint of(Terminal terminal, String... args) {
        for (String arg : args) {
            if (arg.equals(OPTION)) {
                return new Complaint(terminal, true);
            }
        }
        return new Complaint(terminal, false);
    }

    int about(Failed failed) {
        return say("sluice: " + failed.sentence(), failed);
    }

    /**
     * Arguments that can't be.
     *
     * @param verb {@code sluice create}
     */
    int misused(String verb, String what) {
        String help = verb + " --help says what there is.";
        return say(verb + ": " + what + "\n" + help, new Failed(Exit.USAGE, what + "; " + help));
    }

    private int say(String forPeople, Failed failed) {
        terminal.err().println(json ? Json.write(object(failed)) : forPeople);
        return failed.exit().code();
    }

    private static ObjectNode object(Failed failed) {
        ObjectNode object = Json.object();
        ObjectNode error = failed.problem()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .map(ObjectNode::deepCopy)
                .orElseGet(Json::object);
        if (failed.problem().isEmpty()) {
            error.put("detail", failed.sentence());
        }
        error.put("exitCode", failed.exit().code());
        object.set("error", error);
        return object;
    }
}
