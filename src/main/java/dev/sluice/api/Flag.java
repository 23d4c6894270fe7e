package dev.sluice.api;

import org.jspecify.annotations.Nullable;

/** A parameter of the URL that is true or false. */
final class Flag {

    private Flag() {}

    /** What is neither must not change something that was meant as a question; left out, it is false. */
    static boolean isTrue(String name, @Nullable String given) {
        return switch (given) {
            case "true" -> true;
            case "false" -> false;
            case null -> false;
            default -> throw Refused.parameter(name, "must be true or false");
        };
    }
}
