package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Documents of a kind, each on a line with what tells it from the others. */
final class DocumentTable {

    private DocumentTable() {}

    static String of(Kind kind, List<JsonNode> documents) {
        if (documents.isEmpty()) {
            return "There are none.";
        }
        Table table = switch (kind) {
            case CONNECTION -> new Table("CONNECTION", "TYPE", "URL");
            case ENVIRONMENT -> new Table("ENVIRONMENT");
            case STRATEGY -> new Table("STRATEGY", "TYPE", "STEPS", "BAKE");
            case SERVICE -> new Table("SERVICE", "STRATEGY", "OWNERS");
            case TARGET -> new Table("TARGET", "ENVIRONMENT", "HOSTS", "METRICS");
            case FREEZE -> new Table("FREEZE", "HOLDS", "WHY");
        };
        for (JsonNode document : documents) {
            List<String> row = new ArrayList<>(List.of(Json.text(document, "name")));
            row.addAll(cells(kind, document));
            table.row(row.toArray(String[]::new));
        }
        return table.toString();
    }

    private static List<String> cells(Kind kind, JsonNode document) {
        return switch (kind) {
            case CONNECTION -> List.of(Json.text(document, "type"), Json.text(document, "url"));
            case ENVIRONMENT -> List.of();
            case STRATEGY ->
                List.of(Json.text(document, "type"), steps(document.path("steps")), Json.text(document, "bake"));
            case SERVICE -> List.of(Json.text(document, "strategy"), list(document.path("owners")));
            case TARGET ->
                List.of(
                        Json.text(document, "environment"),
                        list(document.path("traffic").path("hosts")),
                        Json.text(document, "metrics", "type"));
            case FREEZE -> List.of(FreezeText.what(document), Json.text(document, "reason"));
        };
    }

    private static String list(JsonNode texts) {
        return String.join(", ", PlanText.texts(texts));
    }

    /** {@code 5 % → approval → 100 %}. */
    private static String steps(JsonNode steps) {
        List<String> words = new ArrayList<>();
        for (JsonNode step : steps) {
            words.add(
                    step.has("weight")
                            ? Percent.text(step.path("weight"))
                            : step.propertyStream().map(Map.Entry::getKey).collect(Collectors.joining(" ")));
        }
        return String.join(" → ", words);
    }
}
