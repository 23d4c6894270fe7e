package dev.sluice.bench;

import dev.sluice.validation.Durations;
import java.time.Duration;
import java.util.List;

/**
 * What {@code ./sluice bench engine} is asked for.
 *
 * @param interval between two looks of a release
 * @param seconds that are measured
 */
record EngineOptions(int releases, Duration interval, int seconds) {

    private static final int RELEASES = 50_000;
    private static final int SECONDS = 60;

    static EngineOptions parse(List<String> args) {
        return new EngineOptions(
                number(args, "--releases", RELEASES),
                Durations.parse(value(args, "--interval", "10s"))
                        .orElseThrow(() -> new IllegalArgumentException("--interval must be a duration such as 10s")),
                number(args, "--seconds", SECONDS));
    }

    private static int number(List<String> args, String name, int otherwise) {
        return Integer.parseInt(value(args, name, String.valueOf(otherwise)));
    }

    private static String value(List<String> args, String name, String otherwise) {
        int at = args.indexOf(name);
        return at >= 0 && at + 1 < args.size() ? args.get(at + 1) : otherwise;
    }
}
