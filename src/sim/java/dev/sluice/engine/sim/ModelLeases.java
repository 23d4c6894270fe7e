package dev.sluice.engine.sim;

import dev.sluice.engine.sim.Tables.NodeRow;
import dev.sluice.engine.sim.Tables.Row;
import dev.sluice.release.ReleaseId;
import dev.sluice.store.Nodes;
import dev.sluice.store.Nodes.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Nodes and leases: as Nodes and Leases do. */
record ModelLeases(ModelDatabase database) {

    private static final Duration LATELY = Duration.ofSeconds(15);

    Node register(String id) {
        Node node = new Node(id, database.tables.nextNodeEpoch());
        database.tables.nodes.put(id, new NodeRow(node, database.now(), Instant.EPOCH));
        database.note(new Fact.Joined(database.now(), id, node.epoch()));
        return node;
    }

    boolean beat(Node node) {
        return change(node, row -> new NodeRow(node, database.now(), row.windowsUntil()));
    }

    void handOver(Node node, Instant windowsUntil) {
        change(node, row -> new NodeRow(node, row.beatAt(), windowsUntil));
    }

    private boolean change(Node node, java.util.function.UnaryOperator<NodeRow> to) {
        NodeRow row = database.tables.nodes.get(node.id());
        if (row == null || !row.node().equals(node)) {
            return false;
        }
        NodeRow after = to.apply(row);
        database.tables.nodes.put(node.id(), after);
        if (!after.beatAt().equals(row.beatAt())) {
            database.note(new Fact.Beat(database.now(), node.id(), node.epoch()));
        }
        return true;
    }

    boolean isGood(Node node) {
        NodeRow row = database.tables.nodes.get(node.id());
        return row != null && row.node().equals(node) && isGood(row);
    }

    private boolean isGood(NodeRow row) {
        return row.beatAt().isAfter(database.now().minus(Nodes.GOOD_FOR));
    }

    List<NodeRow> living() {
        return database.tables.nodes.values().stream().filter(this::isGood).toList();
    }

    /** Takes releases that nobody holds, or whose holder is dead. */
    List<Row> claim(Node node, boolean fromTheDead) {
        Set<String> dead = new HashSet<>();
        database.tables.nodes.values().stream()
                .filter(row -> !isGood(row))
                .forEach(row -> dead.add(row.node().id()));
        List<Row> taken = new ArrayList<>();
        for (Row row : List.copyOf(database.tables.releases.values())) {
            boolean free = row.owner()
                    .filter(owner -> !fromTheDead || !dead.contains(owner.id()))
                    .isEmpty();
            if (!row.release().hasEnded() && free) {
                Row mine = row.ownedBy(node);
                database.tables.releases.put(row.release().id(), mine);
                database.note(new Fact.Leased(
                        database.now(), node.id(), node.epoch(), row.release().id()));
                taken.add(mine);
            }
        }
        return taken;
    }

    Optional<Row> held(Node node, ReleaseId id) {
        return Optional.of(database.row(id))
                .filter(row -> !row.release().hasEnded())
                .filter(row -> row.owner().filter(node::equals).isPresent());
    }

    List<ReleaseId> changedLately(Node node) {
        Instant since = database.now().minus(LATELY);
        return database.tables.releases.values().stream()
                .filter(row -> !row.release().hasEnded() && row.changedAt().isAfter(since))
                .filter(row -> row.owner()
                        .filter(owner -> owner.id().equals(node.id()))
                        .isPresent())
                .map(row -> row.release().id())
                .toList();
    }

    void park(Node node, ReleaseId id, String why) {
        Row row = database.row(id);
        if (row.owner().filter(node::equals).isPresent()) {
            database.note(new Fact.Parked(database.now(), id, why));
        }
    }
}
