package dev.sluice.engine.sim;

import dev.sluice.engine.EmergencyAbort;
import dev.sluice.engine.Intent;
import dev.sluice.engine.journal.AcceptedRequest;
import dev.sluice.engine.journal.Entry;
import dev.sluice.engine.journal.Journal;
import dev.sluice.engine.journal.JournalRefuses;
import dev.sluice.engine.journal.Replay;
import dev.sluice.engine.sim.Fact.Kept;
import dev.sluice.release.ReleaseId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Where requests come in: into the database, or into the real journal while that is away; and out of it again. As
 * ReleaseRequests and Replay do.
 */
final class ModelRequests {

    private static final Duration LOOKS_EVERY = Duration.ofMillis(250);
    /** Dice of their own, so that a seed goes on elsewhere as before. */
    private static final long ORDER = 0x0d3eL;

    private static final Duration MOMENT = Duration.ofMillis(1);

    private final World world;
    private final Machine machine;
    private final Link link;
    private final ModelDisk disk;
    private final Journal journal;
    private final EmergencyAbort emergency;
    private final Random order;
    private boolean replaying;

    /** Opens the journal with what waits in it. */
    ModelRequests(World world, Machine machine, Link link, ModelDisk disk, EmergencyAbort emergency) {
        this.world = world;
        this.machine = machine;
        this.link = link;
        this.disk = disk;
        this.journal = Journal.open(disk);
        this.emergency = emergency;
        this.order = new Random(world.seed() ^ ORDER ^ machine.name().hashCode());
    }

    void start() {
        if (!journal.isEmpty()) {
            machine.later(Duration.ZERO, this::replay);
        }
    }

    /** Whether an abort of this release waits. */
    boolean aborts(ReleaseId release) {
        return world.build().leavesAbortedAlone() && journal.aborts(release);
    }

    /** Takes a request and answers it, or doesn't. */
    void serve(String key, String person, Deed deed) {
        Intent intent = deed.intent(world.intake().newRelease(), person);
        if (!world.build().commitsFirst() && deed instanceof Deed.Tell tell) {
            answer(key, intent, Optional.of(tell.release()), Kept.DATABASE);
            machine.later(Duration.ofMillis(400), () -> commit(key, intent));
        } else if (!goesFirst() || !commit(key, intent)) {
            takeIn(key, person, intent);
        }
    }

    /** What waits goes first: the order in which requests were answered is kept. */
    private boolean goesFirst() {
        return journal.isEmpty() && !disk.isChanging();
    }

    private boolean commit(String key, Intent intent) {
        try {
            Instant now = now();
            Fact.Answered answer = link.in(Point.COMMAND, () -> world.intake().serve(machine.node(), key, intent, now));
            if (world.build().commitsFirst()) {
                world.people().answered(answer);
            }
            return true;
        } catch (Link.Unreachable away) {
            return false;
        }
    }

    private Instant now() {
        return world.build().asksTheDatabaseForTheTime() ? machine.databaseTime() : machine.ownTime();
    }

    private void takeIn(String key, String person, Intent intent) {
        if (disk.isChanging()) {
            machine.later(MOMENT, () -> takeIn(key, person, intent));
            return;
        }
        try {
            Entry asks = new Entry(
                    "i-%06d".formatted(world.intake().newEntry()),
                    machine.databaseTime(),
                    person,
                    key,
                    Deed.text(intent),
                    intent);
            AcceptedRequest taken = AcceptedRequest.into(journal, asks, emergency::abort);
            tell(taken);
        } catch (JournalRefuses full) {
            // 503: whoever asked comes again.
            return;
        }
        machine.later(LOOKS_EVERY, this::replay);
    }

    private void tell(AcceptedRequest taken) {
        Entry entry = taken.entry();
        ReleaseId release = entry.intent().release();
        world.note(new Fact.TakenIn(
                world.timeline().now(),
                machine.name(),
                entry.id(),
                entry.key(),
                Deed.text(entry.intent()),
                release,
                service(entry.intent()),
                taken.stopped()));
        answer(entry.key(), entry.intent(), Optional.of(release), Kept.JOURNAL);
    }

    private String service(Intent intent) {
        return switch (intent) {
            case Intent.Create create -> create.request().service();
            case Intent.Retry retry -> service(retry.of());
            case Intent.Undo undo -> service(undo.of());
            case Intent.Order _, Intent.Approve _ -> service(intent.release());
        };
    }

    private String service(ReleaseId release) {
        return journal.making(release)
                .map(making -> service(making.intent()))
                .or(() -> Optional.ofNullable(world.database().tables.releases.get(release))
                        .map(row -> row.release().spec().service()))
                .orElse("");
    }

    private void answer(String key, Intent intent, Optional<ReleaseId> release, Kept kept) {
        world.people().answered(new Fact.Answered(world.timeline().now(), key, true, Deed.text(intent), release, kept));
    }

    private void replay() {
        if (replaying || journal.isEmpty()) {
            return;
        }
        if (disk.isChanging()) {
            machine.later(MOMENT, this::replay);
            return;
        }
        replaying = true;
        try {
            Replay.batch(journal, this::lanes, this::settle);
        } catch (Link.Unreachable away) {
            machine.later(LOOKS_EVERY, this::replay);
            return;
        } finally {
            replaying = false;
        }
        machine.later(Duration.ZERO, this::replay);
    }

    private Map<ReleaseId, String> lanes(List<ReleaseId> releases) {
        return link.in(() -> world.database().lanes(releases));
    }

    /** They run side by side: in which order they commit is chance. */
    private void settle(List<List<Entry>> shares) {
        List<List<Entry>> chance = new ArrayList<>(shares);
        Collections.shuffle(chance, order);
        for (List<Entry> share : chance) {
            List<Entry> entries = world.build().replaysInOrder() ? share : share.reversed();
            Instant now = now();
            link.in(Point.REPLAY, () -> world.intake().settle(machine, entries, now));
        }
    }
}
