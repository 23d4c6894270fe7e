package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Splits YAML into documents, and reads of YAML what JSON can say too: no tags, no merge keys, and of aliases and depth
 * no more than a person writes.
 */
final class YamlDocuments {

    static final int MOST_DOCUMENTS = 1_000;
    private static final int DEEPEST = 50;
    private static final int MOST_ALIASES = 50;

    private YamlDocuments() {}

    static List<RawDocument> read(String text) throws Unreadable {
        List<RawDocument> documents = new ArrayList<>();
        int number = 0;
        try {
            for (Node root : new Yaml(options(text)).composeAll(new StringReader(text))) {
                number++;
                if (number > MOST_DOCUMENTS) {
                    throw new Unreadable("has more than " + MOST_DOCUMENTS + " documents");
                }
                JsonNode content = new YamlNodes().toJson(root);
                if (!content.isNull()) {
                    documents.add(new RawDocument(content, number, YamlNodes.line(root)));
                }
            }
        } catch (MarkedYAMLException wrong) {
            throw new Unreadable("document " + (number + 1) + where(wrong) + ": is not YAML: " + wrong.getProblem());
        } catch (YAMLException wrong) {
            throw new Unreadable("document " + (number + 1) + ": is not YAML: " + wrong.getMessage());
        } catch (YamlNodes.Refused refused) {
            throw new Unreadable("document " + number + " (line " + refused.line() + "): " + refused.what());
        }
        return documents;
    }

    private static String where(MarkedYAMLException wrong) {
        return wrong.getProblemMark() == null
                ? ""
                : " (line " + (wrong.getProblemMark().getLine() + 1) + ")";
    }

    private static LoaderOptions options(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(text.length() + 1);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setAllowRecursiveKeys(false);
        return options;
    }
}
