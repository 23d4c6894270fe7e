package dev.sluice.engine.sim;

import dev.sluice.analysis.Verdict;
import dev.sluice.release.Event;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.release.Weight;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something that somebody outside could have seen. The checker knows nothing else. */
sealed interface Fact {

    /** In true time. */
    Instant at();

    /** A process registered under a new epoch. */
    record Joined(Instant at, String node, long epoch) implements Fact {}

    record Beat(Instant at, String node, long epoch) implements Fact {}

    /** A process is gone, and its router with it. */
    record Died(Instant at, String node) implements Fact {}

    record Leased(Instant at, String node, long epoch, ReleaseId release) implements Fact {}

    /** Who wrote a transaction. */
    enum Writer {
        TICK,
        PERSON
    }

    /**
     * A transaction that changed a release.
     *
     * @param key of the request where a person asked; empty for ticks
     * @param row as it is stored after it
     */
    record Committed(Instant at, Writer writer, String node, long epoch, String key, List<Event> events, Release row)
            implements Fact {
        @Override
        public String toString() {
            return "Committed[at=" + at + ", writer=" + writer + ", node=" + node + ", epoch=" + epoch + ", key=" + key
                    + ", release=" + row.id() + ", version=" + row.events() + ", phase=" + row.phase() + ", events="
                    + events + "]";
        }
    }

    /** A gate's word on one window, as it is stored. */
    record Said(String target, String gate, int step, Verdict verdict, Instant from, Instant to) {}

    record Looked(Instant at, String node, ReleaseId release, List<Said> said) implements Fact {}

    /** Desired traffic was written. */
    record Routed(Instant at, TargetId target, long generation, long epoch, Weight weight, Optional<Version> stable)
            implements Fact {}

    /** Why a router does what it does. */
    enum Hand {
        FEED,
        RESTART,
        EMERGENCY,
        SOMEBODY_ELSE
    }

    /** A freeze was written; it takes the place of one of the same name. */
    record Announced(Instant at, String name, Optional<String> service, Instant from, Instant until) implements Fact {}

    /** A freeze was removed. */
    record Thawed(Instant at, String name) implements Fact {}

    /**
     * A router does this from now on.
     *
     * @param release that wanted it
     */
    record Applied(
            Instant at,
            String node,
            TargetId target,
            long generation,
            long epoch,
            Weight weight,
            Optional<Version> stable,
            Optional<ReleaseId> release,
            Hand hand)
            implements Fact {}

    /** A router didn't do what a release wanted, because it holds it for aborted. */
    record HeldBack(Instant at, String node, TargetId target, long generation, Optional<ReleaseId> release)
            implements Fact {}

    /** What a metric source answered. */
    enum Answer {
        NUMBERS,
        NOTHING,
        ERROR
    }

    record Served(Instant at, String target, String metric, Answer answer, Instant from, Instant to) implements Fact {}

    /** A person asked; {@code step} where it is a word on an approval, else -1. */
    record Asked(Instant at, String key, String person, String what, Optional<ReleaseId> about, int step)
            implements Fact {}

    /** Where it is kept what a person was promised. */
    enum Kept {
        DATABASE,
        JOURNAL
    }

    /** A person got an answer. */
    record Answered(Instant at, String key, boolean accepted, String what, Optional<ReleaseId> release, Kept kept)
            implements Fact {}

    /**
     * A process answered that a request is in its machine's journal.
     *
     * @param entry the journal's name for it
     * @param service of the release; empty where nobody on this machine knows it
     * @param stopped names of the targets whose router has given everything to stable
     */
    record TakenIn(
            Instant at,
            String machine,
            String entry,
            String key,
            String what,
            ReleaseId release,
            String service,
            List<String> stopped)
            implements Fact {}

    /**
     * Something came of a request that had waited in a machine's journal.
     *
     * @param refused why it was not carried out; empty when it was
     */
    record Settled(Instant at, String machine, String entry, String what, ReleaseId release, String refused)
            implements Fact {}

    record Audited(Instant at, String key) implements Fact {}

    /** A receiver took note of an event that it had not known. */
    record Delivered(Instant at, String event) implements Fact {}

    /** A version was put into quarantine. */
    record Quarantined(Instant at, String service, String digest) implements Fact {}

    /** No instance of a version takes connections any more, until then. */
    record Down(Instant at, String service, String digest, Instant until) implements Fact {}

    record Parked(Instant at, ReleaseId release, String why) implements Fact {}

    /** Nobody reaches the database, until then. */
    record Outage(Instant at, Instant until) implements Fact {}

    /** Something goes wrong from outside. */
    record Harm(Instant at, String what) implements Fact {}

    /** From here on nothing goes wrong and nobody asks. */
    record Quiet(Instant at) implements Fact {}

    record Over(Instant at) implements Fact {}
}
