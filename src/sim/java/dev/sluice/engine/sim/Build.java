package dev.sluice.engine.sim;

import dev.sluice.engine.Deciding;
import dev.sluice.engine.Observing;
import dev.sluice.metrics.MetricSource;
import dev.sluice.release.Circumstances;
import dev.sluice.release.Command;
import dev.sluice.release.CommandResult;
import dev.sluice.release.Commands;
import dev.sluice.release.Decider;
import dev.sluice.release.Release;
import java.time.Instant;

/** How an engine is put together. What is here is the right one; each mutant gets one part wrong. */
interface Build {

    /** The engine as it is. */
    Build RIGHT = new Build() {};

    /** What commands do. */
    interface Commanding {
        CommandResult apply(Release release, Command command, String by, Circumstances around, Instant now);
    }

    default Rules rules() {
        return Rules.STRICT;
    }

    default Deciding decider() {
        return Decider::decide;
    }

    default Commanding commands() {
        return Commands::apply;
    }

    default Observing observing(Observing right) {
        return right;
    }

    default MetricSource source(MetricSource right) {
        return right;
    }

    /** Whether a node decides by the database's clock, not by its own. */
    default boolean asksTheDatabaseForTheTime() {
        return true;
    }

    /** Whether a decision is recorded before it is acted on. */
    default boolean recordsFirst() {
        return true;
    }

    /** Whether a request is answered after it was committed. */
    default boolean commitsFirst() {
        return true;
    }

    /** Whether a request that comes again gets its answer again. */
    default boolean knowsKeys() {
        return true;
    }

    /** Whether an event is sent under the same key however often it is sent. */
    default boolean sendsUnderOneKey() {
        return true;
    }

    /** Whether routers refuse an older generation. */
    default boolean routersCompare() {
        return true;
    }

    /** Whether an accepted request is written to the audit. */
    default boolean audits() {
        return true;
    }

    /** Whether disks force what they say they forced. */
    default boolean forces() {
        return true;
    }

    /** Whether a replay leaves out what was settled before. */
    default boolean knowsWhatWasReplayed() {
        return true;
    }

    /** Whether a replay does what is known under its key only once. */
    default boolean replaysUnderKeys() {
        return true;
    }

    default boolean replaysInOrder() {
        return true;
    }

    /** Whether a router that aborted remembers it. */
    default boolean keepsTombstones() {
        return true;
    }

    /** Whether an engine leaves a release alone whose abort waits in its machine's journal. */
    default boolean leavesAbortedAlone() {
        return true;
    }

    /** Whether an abort takes waiting releases of the same version with it. */
    default boolean abortsTwins() {
        return true;
    }

    /** Whether an undo is refused while another release moves or waits. */
    default boolean undoesNow() {
        return true;
    }

    /** Whether a release whose ticks keep throwing is looked after all the same. */
    default boolean triesParked() {
        return true;
    }

    /** Whether releases of dead nodes are taken over. */
    default boolean takesOver() {
        return true;
    }
}
