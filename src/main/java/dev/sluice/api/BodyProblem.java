package dev.sluice.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.sluice.validation.Flaw;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a body that can't be read as what it should be; never what stands in it. */
final class BodyProblem {

    private static final int LONGEST = 200;

    private BodyProblem() {}

    static Problem of(JsonProcessingException unreadable, String instance) {
        JsonProcessingException cause = root(unreadable);
        String pointer = unreadable instanceof JsonMappingException mapping ? pointer(mapping) : "";
        return switch (cause) {
            case StreamConstraintsException _ ->
                malformed(
                        "the body is nested deeper than " + StrictJson.DEEPEST + ", or has a number too long",
                        instance);
            case InputCoercionException _ -> invalid(pointer, "has a number that is too large", instance);
            case StreamReadException syntax ->
                malformed("the body is not JSON" + where(syntax.getLocation()) + ": " + text(syntax), instance);
            case UnrecognizedPropertyException unknown ->
                invalid(pointer, "is not a known field" + known(unknown.getKnownPropertyIds()), instance);
            case UnusableValue unusable -> invalid(pointer, text(unusable), instance);
            case InvalidNullException _ -> invalid(pointer, "must not have null in it", instance);
            case MismatchedInputException mismatched when pointer.isEmpty() -> asAWhole(mismatched, instance);
            case MismatchedInputException mismatched ->
                invalid(pointer, "must be " + wanted(mismatched.getTargetType()), instance);
            default -> invalid(pointer, "can't be read", instance);
        };
    }

    /** What is wrong with the text itself is wrapped on its way out of an object. */
    private static JsonProcessingException root(JsonProcessingException unreadable) {
        return switch (unreadable.getCause()) {
            case StreamReadException syntax -> syntax;
            case StreamConstraintsException limit -> limit;
            case null, default -> unreadable;
        };
    }

    private static Problem asAWhole(MismatchedInputException mismatched, String instance) {
        String said = text(mismatched);
        return said.startsWith("Trailing token")
                ? malformed("the body is not JSON: something follows its end", instance)
                : said.startsWith("No content")
                        ? malformed("the body is missing; send a JSON object", instance)
                        : invalid("", "the body must be a JSON object", instance);
    }

    private static Problem malformed(String detail, String instance) {
        return Problem.of(ProblemCode.MALFORMED, detail, instance, List.of());
    }

    private static Problem invalid(String pointer, String what, String instance) {
        String detail = pointer.isEmpty() ? what : pointer + " " + what;
        return Problem.of(ProblemCode.INVALID, detail, instance, List.of(new Flaw(pointer, what)));
    }

    private static String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return "something else";
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == Integer.class || type == int.class || type == Long.class) {
            return "a whole number";
        }
        if (Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        return Collection.class.isAssignableFrom(type)
                ? "a list"
                : Map.class.isAssignableFrom(type) || type.isRecord() ? "an object" : "something else";
    }

    private static String known(@Nullable Collection<Object> fields) {
        return fields == null
                ? ""
                : "; known are " + fields.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    /** As RFC 6901 writes it. */
    private static String pointer(JsonMappingException mapping) {
        return mapping.getPath().stream()
                .map(part -> part.getFieldName() == null
                        ? "/" + part.getIndex()
                        : "/" + part.getFieldName().replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    private static String where(@Nullable JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String text(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        return message == null ? "" : message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
    }
}
