package dev.sluice.release;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The weights are held.
 *
 * @param by who paused it, {@code sluice} where it was the plan or a freeze
 * @param what why, in words
 * @param until when it expires; of a freeze, when that is over; empty: it expires by the release's deadline
 * @param beneath the pause that is left when this one is over; only a freeze has one beneath it
 */
public record Pause(
        Reason reason, String by, String what, Instant since, Optional<Instant> until, Optional<Pause> beneath) {

    /** Why a release is paused. */
    public enum Reason {
        USER,
        APPROVAL,
        INCONCLUSIVE,
        NO_DATA,
        FREEZE,
        DRIFT,
        DEPENDENCY
    }

    static Pause of(Reason reason, String by, String what, Instant since, Optional<Instant> until) {
        return new Pause(reason, by, what, since, until, Optional.empty());
    }

    /** Sluice asks a person, unless the release waits for one already; in a freeze it is asked beneath it. */
    static Optional<Event> asking(Release release, Reason reason, String what, Instant now) {
        return release.isHeldForPerson() ? Optional.empty() : Optional.of(asked(reason, what, now));
    }

    /** Sluice asks a person, in place of whatever else the release waits for. */
    static Event asked(Reason reason, String what, Instant now) {
        return new Event.Paused(of(reason, Decider.SLUICE, what, now, Optional.empty()), now);
    }

    /** Whether it is over by itself when an instance is healthy again. */
    boolean isForHealth() {
        return reason == Reason.DEPENDENCY && until.isPresent();
    }

    /** Whether it is over by itself when the gates have what they need. */
    boolean isOfGates() {
        return reason == Reason.INCONCLUSIVE || reason == Reason.NO_DATA;
    }

    boolean isFreeze() {
        return reason == Reason.FREEZE;
    }

    /** This one, and the one beneath it. */
    Stream<Pause> all() {
        return Stream.concat(Stream.of(this), beneath.stream());
    }

    /**
     * What is there after this one has come. A freeze lies on top, whichever came first, so that what somebody paused
     * stays paused after it.
     */
    Pause joining(Optional<Pause> before) {
        Optional<Pause> freeze = before.filter(Pause::isFreeze);
        if (isFreeze()) {
            return on(freeze.isPresent() ? freeze.flatMap(Pause::beneath) : before.filter(Pause::outlastsFreeze));
        }
        return freeze.map(it -> it.on(Optional.of(this))).orElse(this);
    }

    private Pause on(Optional<Pause> other) {
        return new Pause(reason, by, what, since, until, other);
    }

    /** What gates waited for is asked anew after a freeze, with all of its time. */
    private boolean outlastsFreeze() {
        return switch (reason) {
            case USER, DRIFT, DEPENDENCY -> true;
            case APPROVAL, INCONCLUSIVE, NO_DATA, FREEZE -> false;
        };
    }
}
