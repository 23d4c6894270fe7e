package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the API to apply documents together, and says of its problems in which file they are. */
record Applying(Api api, List<Document> documents) {

    private static final Pattern IN_DOCUMENT = Pattern.compile("/documents/(\\d{1,4})(/.*)?");
    private static final String PATH = Api.path("apply");

    /** What would change; nothing is changed. */
    Api.Answer tried() {
        return placing(() -> api.post(PATH + "?dryRun=true", body()));
    }

    /** Changes it, if what is there is still what was compared. */
    Api.Answer apply(Api.Answer tried) {
        return placing(() -> api.postIfMatch(PATH, body(), tried.etag()));
    }

    /** What that changes or has changed. */
    List<Change> changes(Api.Answer answer) {
        return Change.of(documents, answer.json());
    }

    private ObjectNode body() {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("documents");
        for (Document document : documents) {
            ObjectNode item = list.addObject().put("kind", document.kind().word());
            document.body().properties().forEach(field -> item.set(field.getKey(), field.getValue()));
        }
        return body;
    }

    private interface Call {
        Api.Answer answer();
    }

    private Api.Answer placing(Call call) {
        try {
            return call.answer();
        } catch (Failed failed) {
            Optional<String> placed = failed.problem().flatMap(this::placed);
            throw placed.isEmpty()
                    ? failed
                    : new Failed(failed.exit(), placed.get() + "\nNothing was applied.", failed.problem());
        }
    }

    /** Each flaw on a line with the file and the document; empty where the problem is of no document. */
    private Optional<String> placed(JsonNode problem) {
        List<String> lines = new ArrayList<>();
        for (JsonNode error : problem.path("errors")) {
            Matcher pointer = IN_DOCUMENT.matcher(Json.text(error, "pointer"));
            if (!pointer.matches() || Integer.parseInt(pointer.group(1)) >= documents.size()) {
                return Optional.empty();
            }
            Document document = documents.get(Integer.parseInt(pointer.group(1)));
            String field = Optional.ofNullable(pointer.group(2))
                    .map(path -> path + " ")
                    .orElse("");
            lines.add(document.place() + ", " + document.title() + ": " + field + Json.text(error, "what"));
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
    }
}
