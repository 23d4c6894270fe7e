package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns the nodes of one YAML document into JSON; counts them, since an alias repeats all that it names. */
final class YamlNodes {

    private static final int MOST_NODES = 100_000;
    private static final int DEEPEST = 50;
    private static final int LONGEST_NUMBER = 40;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)?\\.[0-9]+");
    private static final Set<Tag> PLAIN_TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.SEQ, Tag.MAP);

    private int nodes;

    /** Something that is YAML but not for us. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final int line;

        Refused(Node node, String what) {
            super(what);
            this.line = YamlNodes.line(node);
        }

        int line() {
            return line;
        }

        String what() {
            return String.valueOf(getMessage());
        }
    }

    static int line(Node node) {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }

    JsonNode toJson(Node root) {
        return toJson(root, 1);
    }

    private JsonNode toJson(Node node, int depth) {
        nodes++;
        if (nodes > MOST_NODES || depth > DEEPEST) {
            throw new Refused(
                    node,
                    "is too large: at most " + MOST_NODES + " values, " + DEEPEST + " deep, aliases counted in full");
        }
        if (!PLAIN_TAGS.contains(node.getTag())) {
            throw new Refused(
                    node, "has " + Json.printable(node.getTag().getValue()) + ", and tags and merge keys are not read");
        }
        return switch (node) {
            case MappingNode mapping -> object(mapping, depth);
            case SequenceNode sequence -> array(sequence, depth);
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new Refused(node, "has something that JSON can't say");
        };
    }

    private ObjectNode object(MappingNode mapping, int depth) {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple field : mapping.getValue()) {
            if (!(field.getKeyNode() instanceof ScalarNode key) || !PLAIN_TAGS.contains(key.getTag())) {
                throw new Refused(field.getKeyNode(), "has a key that is not a plain word");
            }
            if (object.has(key.getValue())) {
                throw new Refused(key, "has " + Json.printable(key.getValue()) + " twice");
            }
            object.set(key.getValue(), toJson(field.getValueNode(), depth + 1));
        }
        return object;
    }

    private ArrayNode array(SequenceNode sequence, int depth) {
        ArrayNode array = JSON.arrayNode();
        sequence.getValue().forEach(item -> array.add(toJson(item, depth + 1)));
        return array;
    }

    /** After the core schema of YAML 1.2: {@code yes}, {@code 010} and {@code 12:30} are texts. */
    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN || text.length() > LONGEST_NUMBER) {
            return JSON.textNode(text);
        }
        return switch (text) {
            case "", "~", "null" -> JSON.nullNode();
            case "true" -> JSON.booleanNode(true);
            case "false" -> JSON.booleanNode(false);
            default -> number(text);
        };
    }

    private static JsonNode number(String text) {
        if (INTEGER.matcher(text).matches()) {
            return JSON.numberNode(new BigInteger(text));
        }
        return DECIMAL.matcher(text).matches() ? JSON.numberNode(new BigDecimal(text)) : JSON.textNode(text);
    }
}
