package dev.sluice.cli;

import dev.sluice.validation.Durations;
import java.time.Duration;
import picocli.CommandLine.TypeConversionException;

/** Reads values of options as the documents of Sluice write them. */
final class Options {

    private Options() {}

    /** {@code 90s}, {@code 10m}, {@code 1h}, {@code 2d}, or ISO 8601. */
    static Duration duration(String text) {
        return Durations.parse(text)
                .filter(Duration::isPositive)
                .orElseThrow(() -> new TypeConversionException(
                        "'" + Json.printable(text) + "' is not a duration such as 90s, 10m, 1h or 2d"));
    }
}
