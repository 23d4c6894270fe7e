package dev.sluice.release;

import java.time.Instant;
import java.util.Optional;

/** Whose time is over: a pause, an approval, or the whole release. */
record Expiry(Release release, Optional<Frozen> freeze, Instant now) {

    /**
     * Why the release gives up, if it is time.
     *
     * @param waitsFor what it has been waiting for, in words; empty where that is not known
     */
    Optional<Cause> cause(String waitsFor) {
        return ofPause().or(this::ofApproval).or(() -> ofDeadline(waitsFor));
    }

    private Optional<Cause> ofPause() {
        return release.pause()
                .filter(pause -> !pause.isFreeze())
                .filter(pause ->
                        pause.until().filter(until -> !now.isBefore(until)).isPresent())
                .map(pause -> new Cause.Expired(
                        pause.isForHealth() ? pause.what() : "nobody decided in time: " + pause.what()));
    }

    private Optional<Cause> ofApproval() {
        return release.targets().stream()
                .flatMap(target -> release.openApproval(target).stream())
                .filter(approval -> approval.isOver(now) && approval.asks().otherwise() == Step.Otherwise.ROLL_BACK)
                .findFirst()
                .map(approval -> new Cause.Expired("nobody approved step " + (approval.step() + 1) + " within "
                        + Texts.duration(approval.asks().within())));
    }

    private Optional<Cause> ofDeadline(String waitsFor) {
        return freeze.isEmpty() && !now.isBefore(release.deadlineAt(now))
                ? Optional.of(new Cause.Expired("the deadline of "
                        + Texts.duration(release.plan().deadline()) + " is over"
                        + (waitsFor.isEmpty() ? "" : "; " + waitsFor)))
                : Optional.empty();
    }
}
