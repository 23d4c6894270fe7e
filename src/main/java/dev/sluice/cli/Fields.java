package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** A document as its fields by path. */
final class Fields {

    private final Map<String, String> fields = new TreeMap<>();

    private Fields() {}

    /** {@code steps[0].weight: 5}; what is null is not there. */
    static Map<String, String> of(JsonNode document) {
        Fields flat = new Fields();
        document.properties().forEach(field -> flat.add(field.getKey(), field.getValue()));
        return flat.fields;
    }

    private void add(String path, JsonNode value) {
        if (value.isObject() && !value.isEmpty()) {
            value.properties().forEach(field -> add(path + "." + field.getKey(), field.getValue()));
        } else if (value.isArray() && holdsObjects(value)) {
            for (int i = 0; i < value.size(); i++) {
                add(path + "[" + i + "]", value.get(i));
            }
        } else if (!value.isNull() && !(value.isObject() && path.endsWith("labels"))) {
            fields.put(Json.printable(path), text(value));
        }
    }

    private static boolean holdsObjects(JsonNode list) {
        return !list.isEmpty() && list.get(0).isContainerNode();
    }

    /** The path of a JSON pointer (RFC 6901): {@code steps[0].weight} of {@code /steps/0/weight}. */
    static String path(String pointer) {
        StringBuilder path = new StringBuilder();
        for (String part : pointer.substring(Math.min(1, pointer.length())).split("/", -1)) {
            String name = part.replace("~1", "/").replace("~0", "~");
            if (name.matches("[0-9]+")) {
                path.append('[').append(name).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.toString();
    }

    /** A value as people write it. */
    static String text(JsonNode value) {
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
        return Json.printable(value.isTextual() ? value.textValue() : value.toString());
    }
}
