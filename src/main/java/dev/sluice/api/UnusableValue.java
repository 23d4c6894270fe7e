package dev.sluice.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;

/** A value of the right type that nothing can be done with. Never says the value. */
final class UnusableValue extends JsonMappingException {

    private static final long serialVersionUID = 1L;

    UnusableValue(JsonParser parser, String what) {
        super(parser, what);
    }
}
