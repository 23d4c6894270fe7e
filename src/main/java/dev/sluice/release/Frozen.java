package dev.sluice.release;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A freeze that is in force for a release.
 *
 * @param until when it is over, if nobody changes it
 */
public record Frozen(String name, String reason, Instant until) {

    /** The freeze that holds a release; of several the one that is over last. */
    public static Optional<Frozen> of(List<Freeze> freezes, Spec spec, Instant now) {
        return freezes.stream()
                .flatMap(freeze -> freeze.inForce(spec, now).stream())
                .max(Comparator.comparing(Frozen::until).thenComparing(Frozen::name));
    }

    /** The freeze that holds a service in an environment, whatever is done to it. */
    public static Optional<Frozen> of(List<Freeze> freezes, String service, String environment, Instant now) {
        return freezes.stream()
                .flatMap(freeze -> freeze.inForce(service, environment, now).stream())
                .max(Comparator.comparing(Frozen::until).thenComparing(Frozen::name));
    }

    /** Whether a release's pause says what is in force; while it has not started, no pause says it. */
    public static boolean isNoted(Optional<Frozen> freeze, Release release) {
        Optional<Pause> noted = release.pause().filter(Pause::isFreeze);
        return freeze.map(Frozen::what).equals(noted.map(Pause::what))
                && freeze.map(Frozen::until).equals(noted.flatMap(Pause::until));
    }

    /**
     * What is to be written down of a freeze that began, changed or ended since the release was looked at last.
     *
     * <p>A freeze holds every weight where it is: also that of a target at 100 %, whose version doesn't become stable
     * while its gates can still take it out. It ends nothing: the deadline and a person's time to decide stand still.
     * Approvals can be given, so their time runs on.
     */
    static Optional<Event> noted(Optional<Frozen> freeze, Release release, Instant now) {
        if (isNoted(freeze, release)) {
            return Optional.empty();
        }
        Optional<Pause> before = release.pause().filter(Pause::isFreeze);
        return freeze.map(it -> it.pause(before.map(Pause::since).orElse(now)))
                .<Event>map(pause -> new Event.Paused(pause, now))
                .or(() -> before.map(pause -> new Event.Resumed(Decider.SLUICE, pause.what() + " is over", now)));
    }

    private Pause pause(Instant since) {
        return Pause.of(Pause.Reason.FREEZE, Decider.SLUICE, what(), since, Optional.of(until));
    }

    /** {@code freeze christmas (nobody is here)}. */
    public String what() {
        return "freeze " + name + (reason.isEmpty() ? "" : " (" + reason + ")");
    }

    /** With its end, as part of a sentence. */
    public String sentence(Instant now) {
        return what() + " is in force for " + end(until, now);
    }

    /** {@code 2 days, until 2026-12-27T07:00:00Z}. */
    static String end(Instant until, Instant now) {
        return Texts.duration(Duration.between(now, until)) + ", until " + until.truncatedTo(ChronoUnit.SECONDS);
    }
}
