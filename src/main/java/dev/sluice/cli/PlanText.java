package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Shows plans. */
final class PlanText {

    private PlanText() {}

    /** The plan of a release that is not there yet. */
    static String ofPreview(JsonNode release) {
        String stable = release.hasNonNull("stable")
                ? "It would replace " + ReleaseText.version(release.path("stable")) + "."
                : "There is no stable version yet: it would get everything at once.";
        String freeze = release.hasNonNull("freeze") ? " " + Json.text(release, "sentence") : "";
        return ReleaseText.name(release) + ", a release that is not created yet. " + stable + freeze + "\n\n"
                + of(release.path("plan")) + "\n\n" + PreviewText.of(release.path("plan"));
    }

    static String of(JsonNode plan) {
        String head = "Plan by strategy " + Json.text(plan, "strategy") + ", revision " + Json.text(plan, "revision")
                + " (" + Json.text(plan, "type") + "): at least " + Json.text(plan, "shortest") + ", kept for undo "
                + Json.text(plan, "keepFor") + ", at most " + Json.text(plan, "deadline") + "\n"
                + Json.text(plan, "digest");
        return String.join(
                "\n\n",
                head,
                steps(plan).toString(),
                waves(plan).toString(),
                gates(plan).toString());
    }

    private static Table steps(JsonNode plan) {
        Table table = new Table("STEP", "WHAT", "HOLD");
        for (JsonNode step : plan.path("steps")) {
            table.row(Json.text(step, "index"), what(step), dash(Json.text(step, "hold")));
        }
        return table;
    }

    private static String what(JsonNode step) {
        String kind = Json.text(step, "kind");
        return switch (kind) {
            case "weight" -> Percent.text(step.path("weight")) + " of the traffic";
            case "flip" -> "all traffic at once";
            case "approval" ->
                Json.text(step, "of") + " approval" + (step.path("of").asInt() == 1 ? "" : "s") + from(step)
                        + " within " + Json.text(step, "within");
            default -> kind;
        };
    }

    private static String from(JsonNode step) {
        List<String> groups = texts(step.path("from"));
        return groups.isEmpty() ? "" : " by " + String.join(", ", groups);
    }

    private static Table waves(JsonNode plan) {
        Table table = new Table("WAVE", "TARGETS", "BAKE", "");
        int number = 0;
        for (JsonNode wave : plan.path("waves")) {
            number++;
            table.row(
                    String.valueOf(number),
                    String.join(", ", texts(wave.path("targets"))),
                    Json.text(wave, "bake"),
                    wave.path("lockStep").asBoolean() ? "in lock step" : "");
        }
        return table;
    }

    private static Table gates(JsonNode plan) {
        Table table = new Table("GATE", "TEST", "WHEN IT FAILS");
        for (JsonNode gate : plan.path("gates")) {
            table.row(Json.text(gate, "name"), Json.text(gate, "test"), Json.text(gate, "onFail"));
        }
        return table;
    }

    static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(Json.printable(item.asText(""))));
        return texts;
    }

    private static String dash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
