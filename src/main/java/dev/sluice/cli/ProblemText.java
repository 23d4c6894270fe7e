package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Says what the API's problems (RFC 9457) say, for people. */
final class ProblemText {

    private ProblemText() {}

    static String of(Api.Answer answer) {
        return Json.parse(answer.body())
                .filter(problem -> problem.hasNonNull("detail"))
                .map(ProblemText::of)
                .orElseGet(() -> "HTTP " + answer.status() + " from " + answer.from()
                        + ", which is not an answer of Sluice; is --server or SLUICE_URL right?");
    }

    /** The detail, and each field that is wrong on a line of its own. */
    static String of(JsonNode problem) {
        String detail = Json.text(problem, "detail") + whatToDo(Json.text(problem, "code"));
        List<String> fields = new ArrayList<>();
        boolean repeated = true;
        for (JsonNode error : problem.path("errors")) {
            String what = Json.text(error, "what");
            fields.add("  " + Json.text(error, "pointer") + " " + what);
            repeated = repeated && detail.contains(what);
        }
        if (fields.isEmpty()) {
            return detail;
        }
        // The API's detail strings its fields together, which is hard to read from two on.
        String first = repeated ? Json.text(problem, "title") + ":" : detail;
        return first + "\n" + String.join("\n", fields);
    }

    private static String whatToDo(String code) {
        return switch (code) {
            case "unauthenticated" -> " (here: SLUICE_TOKEN, or --token-file FILE)";
            case "precondition-failed", "precondition-required" -> "; look at it again, then do it again";
            default -> "";
        };
    }
}
