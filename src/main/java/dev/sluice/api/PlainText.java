package dev.sluice.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import dev.sluice.catalogue.MultiLine;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads texts, and refuses those that would look like something else in a log line or on a page, or that the database
 * can't keep: control characters, characters that turn the direction of writing, halves of surrogate pairs.
 */
final class PlainText extends StdScalarDeserializer<String> implements ContextualDeserializer {

    private static final long serialVersionUID = 1L;
    private static final String LINES = "\n\r\t";

    private final boolean multiLine;

    PlainText(boolean multiLine) {
        super(String.class);
        this.multiLine = multiLine;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        return new PlainText(property != null && property.getAnnotation(MultiLine.class) != null);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = StringDeserializer.instance.deserialize(parser, context);
        boolean plain = multiLine ? isPlain(without(text, LINES)) : isPlain(text);
        if (!plain) {
            throw new UnusableValue(
                    parser,
                    multiLine
                            ? "has control characters; leave them out"
                            : "must be one line of text without control characters");
        }
        return text;
    }

    private static String without(String text, String characters) {
        StringBuilder kept = new StringBuilder(text.length());
        text.chars()
                .filter(character -> characters.indexOf(character) < 0)
                .forEach(character -> kept.append((char) character));
        return kept.toString();
    }

    /** Whether it is one line of characters that show what they are. */
    static boolean isPlain(String text) {
        return text.codePoints().noneMatch(PlainText::isTreacherous);
    }

    private static boolean isTreacherous(int character) {
        boolean turnsDirection =
                (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
        boolean endsLine = character == 0x2028 || character == 0x2029;
        boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return Character.isISOControl(character) || turnsDirection || endsLine || half;
    }
}
