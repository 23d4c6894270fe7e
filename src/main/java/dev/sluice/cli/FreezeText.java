package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Shows freezes. */
final class FreezeText {

    private FreezeText() {}

    /** {@code all releases}, or {@code releases of shop in prod, staging}. */
    static String what(JsonNode freeze) {
        List<String> services = PlanText.texts(freeze.path("services"));
        List<String> environments = PlanText.texts(freeze.path("environments"));
        if (services.isEmpty() && environments.isEmpty()) {
            return "all releases";
        }
        return "releases" + (services.isEmpty() ? "" : " of " + String.join(", ", services))
                + (environments.isEmpty() ? "" : " in " + String.join(", ", environments));
    }

    /** {@code friday 16:00 to 09:00, Europe/Berlin}. */
    static String when(JsonNode freeze, Times times) {
        JsonNode once = freeze.path("once");
        JsonNode at = once.isMissingNode() ? freeze.path("weekly") : once;
        String zone = Json.text(at, "zone");
        String days = String.join(", ", PlanText.texts(at.path("days")));
        String from = zone.isEmpty() ? times.full(Json.text(at, "from")) : Json.text(at, "from");
        String until = zone.isEmpty() ? times.full(Json.text(at, "until")) : Json.text(at, "until");
        return (days.isEmpty() ? "" : days + " ") + from + " to " + until + (zone.isEmpty() ? "" : ", " + zone);
    }
}
