package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Shows releases. */
record ReleaseText(Times times) {

    /** {@code r-01k9… shop 1.1.0 in prod is PROGRESSING: 5 % of …}. */
    static String line(JsonNode release) {
        return Json.text(release, "id") + " " + name(release) + " is " + Json.text(release, "phase") + ": "
                + Json.text(release, "sentence");
    }

    /** {@code shop 1.1.0 in prod}. */
    static String name(JsonNode release) {
        return Json.text(release, "service") + " " + Json.text(release, "version", "label") + " in "
                + Json.text(release, "environment");
    }

    String list(JsonNode page) {
        Table table = new Table("RELEASE", "SERVICE", "VERSION", "ENVIRONMENT", "PHASE", "WEIGHT", "CREATED");
        for (JsonNode release : page.path("items")) {
            table.row(
                    Json.text(release, "id"),
                    Json.text(release, "service"),
                    Json.text(release, "version", "label"),
                    Json.text(release, "environment"),
                    Json.text(release, "phase"),
                    weight(release),
                    times.full(Json.text(release, "createdAt")));
        }
        if (table.isEmpty()) {
            return "No releases. sluice create SERVICE VERSION makes one.";
        }
        boolean more = !Json.text(page, "nextPageToken").isEmpty();
        return table + (more ? "\nThere are more; --limit shows up to 500." : "");
    }

    private static String weight(JsonNode release) {
        JsonNode targets = release.path("targets");
        String first = Percent.text(targets.path(0).path("weight").path("desired"));
        return targets.size() > 1 ? first + " …" : first;
    }

    /** Everything that matters of one release. */
    String show(JsonNode release) {
        List<String> parts = new ArrayList<>();
        parts.add(line(release));
        parts.add(facts(release).toString());
        parts.add(targets(release).toString());
        Table gates = gates(release);
        if (!gates.isEmpty()) {
            parts.add(gates.toString());
        }
        Table approvals = approvals(release);
        if (!approvals.isEmpty()) {
            parts.add(approvals.toString());
        }
        parts.add(PlanText.of(release.path("plan")));
        return String.join("\n\n", parts);
    }

    private Facts facts(JsonNode release) {
        return new Facts()
                .add("version", version(release.path("version")))
                .add("stable", release.hasNonNull("stable") ? version(release.path("stable")) : "none before it")
                .add("kind", Json.text(release, "kind"))
                .add("follows", Json.text(release, "follows"))
                .add("requested by", Json.text(release, "requestedBy"))
                .add("reason", Json.text(release, "requestReason"))
                .add("created", times.full(Json.text(release, "createdAt")))
                .add("ended", release.hasNonNull("endedAt") ? times.full(Json.text(release, "endedAt")) : "")
                .add("outcome", Json.text(release, "outcome"))
                .add("parked", Json.text(release, "parked"));
    }

    static String version(JsonNode version) {
        String label = Json.text(version, "label");
        String digest = Json.text(version, "digest");
        return digest.isEmpty() || digest.equals(label) ? label : label + " (" + digest + ")";
    }

    private static Table targets(JsonNode release) {
        Table table = new Table("TARGET", "WAVE", "STAGE", "DESIRED", "REPORTED", "OBSERVED", "HEALTHY");
        for (JsonNode target : release.path("targets")) {
            JsonNode weight = target.path("weight");
            table.row(
                    Json.text(target, "name"),
                    Json.text(target, "wave"),
                    Json.text(target, "stage"),
                    Percent.text(weight.path("desired")),
                    Percent.text(weight.path("reported")),
                    Percent.text(weight.path("observed")),
                    Json.text(target, "healthy", "stable") + " stable, " + Json.text(target, "healthy", "candidate")
                            + " candidate");
        }
        return table;
    }

    static Table gates(JsonNode release) {
        Table table = new Table("GATE", "TARGET", "VERDICT", "SAYS");
        for (JsonNode gate : release.path("gates")) {
            table.row(
                    Json.text(gate, "name"),
                    Json.text(gate, "target"),
                    Json.text(gate, "verdict"),
                    Json.text(gate, "sentence"));
        }
        return table;
    }

    private Table approvals(JsonNode release) {
        Table table = new Table("STEP", "BY", "DECISION", "AT", "COMMENT");
        for (JsonNode approval : release.path("approvals")) {
            table.row(
                    Json.text(approval, "step"),
                    Json.text(approval, "by"),
                    Json.text(approval, "decision"),
                    times.full(Json.text(approval, "at")),
                    Json.text(approval, "comment"));
        }
        return table;
    }
}
