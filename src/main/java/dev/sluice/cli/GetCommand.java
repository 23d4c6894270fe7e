package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code get}. */
@Command(
        name = "get",
        description = {
            "Shows documents: all of a kind, or one, as apply takes it.",
            "What it writes as yaml or json can be changed and applied again."
        },
        footer = {"", "Example:", "  sluice get target shop/prod-eu -o yaml"})
final class GetCommand extends Verb {

    @Mixin
    final KindArgument kind = new KindArgument();

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "Which; left out: all of the kind.")
    Optional<String> name = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description = "yaml, json or table (default: yaml of one document, a table of all).")
    Optional<Form> form = Optional.empty();

    @Option(
            names = "--effective",
            description = "Of strategies: with what they inherit and all defaults, in place of what was written.")
    boolean effective;

    /** As the user types it. */
    enum Form {
        yaml,
        json,
        table
    }

    GetCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Api api) {
        Form as = json ? Form.json : form.orElse(name.isPresent() ? Form.yaml : Form.table);
        boolean ofStrategies = kind.kind() == Kind.STRATEGY;
        if (effective && !ofStrategies) {
            throw new Failed(Exit.USAGE, "--effective goes with strategies only; other documents are shown so anyway");
        }
        // A table of what is left out would say nothing of what a strategy does.
        Map<String, String> query =
                effective || (ofStrategies && as == Form.table) ? Map.of("effective", "true") : Map.of();
        List<JsonNode> found = name.map(one -> List.of(one(api, kind.key(one), query)))
                .orElseGet(() -> api.all(kind.collectionPath(), query));
        print(
                switch (as) {
                    case yaml -> YamlText.of(found.stream().map(this::document).toList());
                    case json ->
                        Json.write(
                                name.isPresent()
                                        ? document(found.getFirst())
                                        : Json.page(found.stream()
                                                .<JsonNode>map(this::document)
                                                .toList()));
                    case table -> DocumentTable.of(kind.kind(), found);
                });
        return Exit.DONE;
    }

    private static JsonNode one(Api api, KindArgument.Key key, Map<String, String> query) {
        return api.find(key.path() + Api.query(query))
                .orElseThrow(() -> KindArgument.missing(api, key))
                .json();
    }

    /** With its kind in front, as {@code apply} takes it. */
    private ObjectNode document(JsonNode stored) {
        ObjectNode document = Json.object().put("kind", kind.kind().word());
        document.put("name", Json.text(stored, "name"));
        stored.properties().forEach(field -> document.set(field.getKey(), field.getValue()));
        return document;
    }
}
