package dev.sluice.engine;

import java.util.Optional;
import java.util.regex.Pattern;

/** What went wrong inside Sluice, for people who read a release: without names of Java classes, which the log has. */
final class FaultWords {

    private static final Pattern CLASS = Pattern.compile("(?:[a-z][a-z0-9_]*\\.)+[A-Z][A-Za-z0-9_$]*(?::\\s*)?");
    private static final int MOST = 300;

    private FaultWords() {}

    static String of(Throwable fault) {
        return Optional.ofNullable(fault.getMessage())
                .map(message -> CLASS.matcher(message).replaceAll("").strip())
                .filter(message -> !message.isEmpty())
                .map(message -> message.length() > MOST ? message.substring(0, MOST) + "…" : message)
                .orElse("a fault of Sluice itself, which its log shows");
    }
}
