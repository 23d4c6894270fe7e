package dev.sluice.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a document while its fields are read. */
public final class Flaws {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private static final int MOST_DIGITS = 20;

    private final List<Flaw> found = new ArrayList<>();

    public void add(String pointer, String what) {
        found.add(new Flaw(pointer, what));
    }

    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidDocument(found);
        }
    }

    /** Fields that belong to a capability that isn't there yet are refused by name, never ignored. */
    public void notYet(String pointer, @Nullable JsonNode value) {
        if (isThere(value)) {
            add(pointer, "is not supported yet; leave it out");
        }
    }

    /** Whether a field has a value; null means that it was left out. */
    public static boolean isThere(@Nullable JsonNode value) {
        return value != null && !value.isNull();
    }

    public void name(String pointer, @Nullable String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            add(pointer, "must be a name: lower-case letters, digits and hyphens, 1 to 63, such as shop-eu");
        }
    }

    /** A document's name stands in its URL; in the body it may be repeated, but not differ. */
    public void sameName(@Nullable String inBody, String inUrl) {
        if (inBody != null && !inBody.equals(inUrl)) {
            add("/name", "must be " + inUrl + " as in the URL, or be left out");
        }
    }

    public Duration duration(String pointer, @Nullable String text, Duration otherwise, Duration least, Duration most) {
        if (text == null) {
            return otherwise;
        }
        Optional<Duration> parsed = Durations.parse(text);
        if (parsed.isEmpty()) {
            add(pointer, "must be a duration such as 90s, 10m, 1h or PT10M, not " + quoted(text));
            return otherwise;
        }
        if (parsed.get().compareTo(least) < 0 || parsed.get().compareTo(most) > 0) {
            add(
                    pointer,
                    "must be " + Durations.format(least) + " to " + Durations.format(most) + ", not " + quoted(text));
            return otherwise;
        }
        return parsed.get();
    }

    public double number(String pointer, @Nullable BigDecimal value, double otherwise, double least, double most) {
        if (value == null) {
            return otherwise;
        }
        if (value.doubleValue() < least || value.doubleValue() > most) {
            add(pointer, "must be " + plain(least) + " to " + plain(most) + ", not " + shown(value));
            return otherwise;
        }
        return value.doubleValue();
    }

    public int integer(String pointer, @Nullable Integer value, int otherwise, int least, int most) {
        if (value == null) {
            return otherwise;
        }
        if (value < least || value > most) {
            add(pointer, "must be " + least + " to " + most + ", not " + value);
            return otherwise;
        }
        return value;
    }

    public <T> T oneOf(String pointer, @Nullable String value, T otherwise, Map<String, T> words) {
        if (value == null) {
            return otherwise;
        }
        T meant = words.get(value);
        if (meant == null) {
            add(pointer, "must be one of " + String.join(", ", words.keySet()) + ", not " + quoted(value));
            return otherwise;
        }
        return meant;
    }

    public static String quoted(String text) {
        return "“" + (text.length() > 80 ? text.substring(0, 80) + "…" : text) + "”";
    }

    /** A number with few digits; 1e999999999 has more than memory. */
    public static String shown(BigDecimal value) {
        boolean few = Math.abs((long) value.scale()) <= MOST_DIGITS && value.precision() <= MOST_DIGITS;
        return few ? value.toPlainString() : "a number with so many digits";
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
