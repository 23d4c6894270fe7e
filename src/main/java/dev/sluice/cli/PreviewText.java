package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Shows what the gates of a plan can find out at each compared step. */
final class PreviewText {

    private PreviewText() {}

    static String of(JsonNode plan) {
        StringBuilder warnings = new StringBuilder();
        plan.path("warnings")
                .forEach(warning -> warnings.append("\n\nWarning: ").append(warning.asText()));
        return found(plan) + warnings;
    }

    private static String found(JsonNode plan) {
        if (plan.path("preview").isEmpty()) {
            return plan.path("gates").isEmpty()
                    ? "No gate compares the versions."
                    : "What its gates can find can't be said: the router saw too little traffic of the stable version in"
                            + " the last ten minutes. --requests-per-second N says what to reckon with.";
        }
        StringBuilder text = new StringBuilder("What its gates can find, on average:");
        String last = "";
        for (JsonNode found : plan.path("preview")) {
            String step = "\n  step " + Json.text(found, "step") + ", " + Percent.text(found.path("weight")) + " of "
                    + Json.text(found, "target");
            text.append(step.equals(last) ? "" : step).append("\n    ").append(Json.text(found, "sentence"));
            last = step;
        }
        return text.toString();
    }
}
