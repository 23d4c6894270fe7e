package dev.sluice.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Figures as people read them. */
final class Wording {

    private Wording() {}

    /** A share with two digits: "2.1 %". */
    static String percent(double share) {
        return digits(share * 100) + " %";
    }

    /** A number with two digits that count: "2.7", "0.035", "12", "340". */
    static String digits(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        if (value == 0) {
            return "0";
        }
        MathContext two = new MathContext(2, RoundingMode.HALF_UP);
        return new BigDecimal(value).round(two).stripTrailingZeros().toPlainString();
    }

    /** A count with thousands marked: "26,800". */
    static String count(double value) {
        return String.format(Locale.ROOT, "%,d", Math.round(value));
    }

    /** A count of which only two digits are meant: "210". */
    static String about(double value) {
        BigDecimal rounded = new BigDecimal(Math.ceil(value)).round(new MathContext(2, RoundingMode.UP));
        return String.format(Locale.ROOT, "%,d", rounded.longValue());
    }

    /** A latency: "250 ms", "2.5 s". */
    static String latency(double seconds) {
        return seconds < 1 ? digits(seconds * 1000) + " ms" : digits(seconds) + " s";
    }

    /** A length of time: "20 s", "50 min", "3 h". */
    static String span(double seconds) {
        if (seconds < 100) {
            return about(Math.max(1, seconds)) + " s";
        }
        if (seconds < 100 * 60) {
            return about(seconds / 60) + " min";
        }
        return seconds < 100 * 3600 ? about(seconds / 3600) + " h" : about(seconds / 86400) + " days";
    }
}
