package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** A document as its fields by path, so that two can be laid side by side. */
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

    private static String text(JsonNode value) {
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
        return Json.printable(value.isTextual() ? value.textValue() : value.toString());
    }
}
