package dev.sluice.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON as trees: what the command line shows is taken from answers field by field. */
final class Json {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private Json() {}

    /** Empty where it is not JSON. */
    static Optional<JsonNode> parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /** A tree as what it means; empty where it means no such thing. */
    static <T> Optional<T> as(Class<T> type, JsonNode tree) {
        try {
            return Optional.of(MAPPER.treeToValue(tree, type));
        } catch (JsonProcessingException another) {
            return Optional.empty();
        }
    }

    /** Maps, lists, texts and numbers; of an object without what is null. */
    static Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            node.properties().stream()
                    .filter(field -> !field.getValue().isNull())
                    .forEach(field -> fields.put(field.getKey(), plain(field.getValue())));
            return fields;
        }
        if (node.isArray()) {
            List<Object> items = new ArrayList<>();
            node.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (node.isNumber()) {
            return node.isIntegralNumber()
                    ? node.longValue()
                    : node.decimalValue().stripTrailingZeros();
        }
        return node.isBoolean() ? node.booleanValue() : node.asText("");
    }

    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** As the API writes the last page of a list. */
    static ObjectNode page(List<JsonNode> items) {
        ObjectNode page = object();
        page.putArray("items").addAll(items);
        return page.put("nextPageToken", "");
    }

    /** On one line. */
    static String write(JsonNode node) {
        return node.toString();
    }

    /** The text of a field, fit for a terminal; empty where it is missing or null. */
    static String text(JsonNode node, String... path) {
        JsonNode found = node;
        for (String field : path) {
            found = found.path(field);
        }
        return printable(found.asText(""));
    }

    /** Without what would steer a terminal: comments and reasons are written by anybody. */
    static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return shown.toString();
    }
}
