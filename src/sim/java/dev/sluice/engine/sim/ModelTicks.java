package dev.sluice.engine.sim;

import dev.sluice.analysis.Look;
import dev.sluice.engine.sim.Fact.Said;
import dev.sluice.engine.sim.Fact.Writer;
import dev.sluice.engine.sim.ModelDatabase.Pen;
import dev.sluice.engine.sim.Tables.Row;
import dev.sluice.release.Event;
import dev.sluice.release.Release;
import dev.sluice.store.LookLog;
import dev.sluice.store.Nodes;
import dev.sluice.store.Nodes.Node;
import dev.sluice.store.Ticks.Ticked;
import java.util.List;

/** Writes what ticks decided: as Ticks does. */
record ModelTicks(ModelDatabase database, ModelLeases leases) {

    boolean record(Node node, Ticked tick) {
        return tick.events().isEmpty() ? !tick.isNews() || recordLooks(node, tick) : recordEvents(node, tick);
    }

    private boolean recordLooks(Node node, Ticked tick) {
        Row row = database.row(tick.before().id());
        if (!isMine(node, tick, row) || row.release().hasEnded()) {
            return false;
        }
        learn(node, tick, row);
        return true;
    }

    private boolean recordEvents(Node node, Ticked tick) {
        Row row = database.row(tick.before().id());
        if (!isMine(node, tick, row) || !isFresh(tick)) {
            return false;
        }
        learn(node, tick, row);
        Release before = row.release();
        Release after = database.rules.version() ? tick.after() : rebased(before, tick.events(), tick.after());
        database.write(before, after, tick.events(), new Pen(Writer.TICK, node.id(), node.epoch(), ""));
        database.tell("event", after.id().value());
        return true;
    }

    /** Without the version check the row is overwritten, and the events come after those that were there. */
    private static Release rebased(Release row, List<Event> events, Release after) {
        return new Release(
                after.id(),
                after.spec(),
                after.plan(),
                after.targets(),
                after.started(),
                after.pause(),
                after.approvals(),
                after.skipped(),
                after.deadlineSpent(),
                after.deadlineExtension(),
                after.waitedSince(),
                after.ending(),
                after.lastEventAt(),
                row.events() + events.size());
    }

    private void learn(Node node, Ticked tick, Row row) {
        database.tables.releases.put(tick.before().id(), row.with(tick.analysis()));
        if (!tick.looks().isEmpty()) {
            List<Said> said = tick.looks().stream()
                    .flatMap(seen -> seen.said().stream().map(it -> said(seen.look(), it)))
                    .toList();
            database.note(
                    new Fact.Looked(database.now(), node.id(), tick.before().id(), said));
        }
    }

    private static Said said(Look look, LookLog.Said it) {
        return new Said(look.target(), it.gate(), look.step(), it.verdict(), look.from(), look.to());
    }

    private boolean isFresh(Ticked tick) {
        return tick.events().getLast().at().isAfter(database.now().minus(Nodes.GOOD_FOR));
    }

    private boolean isMine(Node node, Ticked tick, Row row) {
        Rules rules = database.rules;
        return (!rules.version() || row.release().events() == tick.before().events())
                && (!rules.lease() || row.owner().filter(node::equals).isPresent())
                && (!rules.heartbeat() || leases.isGood(node));
    }
}
