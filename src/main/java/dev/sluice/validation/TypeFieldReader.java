package dev.sluice.validation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.function.Function;

/**
 * Reads JSON as the record of the type that its field {@code type} names. The records have
 * {@code @JsonDeserialize(using = JsonDeserializer.None.class)}, so that they are read as any other.
 */
public abstract class TypeFieldReader<T> extends JsonDeserializer<T> {

    private final Function<String, Class<? extends T>> records;

    /**
     * A reader.
     *
     * @param records by the type's name, which is empty where the field is left out
     */
    protected TypeFieldReader(Function<String, Class<? extends T>> records) {
        this.records = records;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonNode document = context.readTree(parser);
        return context.readTreeAsValue(
                document, records.apply(document.path("type").asText("")));
    }
}
