package dev.sluice.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;

/** A text with characters that don't show what they are. Never says the text. */
final class UnplainText extends JsonMappingException {

    private static final long serialVersionUID = 1L;

    UnplainText(JsonParser parser, boolean multiLine) {
        super(
                parser,
                multiLine
                        ? "has control characters; leave them out"
                        : "must be one line of text without control characters");
    }
}
