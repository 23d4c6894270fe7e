package dev.sluice.engine.sim;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.engine.Freezes;
import dev.sluice.engine.Lanes;
import dev.sluice.release.Freeze;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.store.Nodes.Node;
import dev.sluice.store.TargetStates;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.embedded.cluster.RouterReports;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The rows of the database's model. */
final class Tables implements Lanes, Freezes {

    final Map<ReleaseId, Row> releases = new TreeMap<>();
    final Map<String, NodeRow> nodes = new TreeMap<>();
    final Map<TargetId, TargetStates.State> targets = new TreeMap<>();
    final Map<TargetId, Traffic> routes = new TreeMap<>();
    final Map<String, Map<TargetId, RouterReports.Report>> reports = new TreeMap<>();
    final Map<String, Freeze> freezes = new TreeMap<>();
    final Set<String> quarantine = new HashSet<>();
    final Set<String> intake = new HashSet<>();
    final Map<String, Fact.Answered> answers = new HashMap<>();
    final Set<String> outbox = new LinkedHashSet<>();
    private long nodeEpochs;
    private long routeEpochs;

    /**
     * A release as it is stored.
     *
     * @param owner the node that moves it, if any
     */
    record Row(Release release, AnalysisRun analysis, Optional<Node> owner, Instant changedAt) {

        Row with(Release newer, Instant at) {
            return new Row(newer, analysis, owner, at);
        }

        Row with(AnalysisRun newer) {
            return new Row(release, newer, owner, changedAt);
        }

        Row ownedBy(Node node) {
            return new Row(release, analysis, Optional.of(node), changedAt);
        }
    }

    /** A process. */
    record NodeRow(Node node, Instant beatAt, Instant windowsUntil) {}

    long nextNodeEpoch() {
        return ++nodeEpochs;
    }

    long nextRouteEpoch() {
        return ++routeEpochs;
    }

    @Override
    public List<Release> unfinished(String service, String environment) {
        return releases.values().stream()
                .map(Row::release)
                .filter(release -> !release.hasEnded()
                        && release.spec().service().equals(service)
                        && release.spec().environment().equals(environment))
                .toList();
    }

    @Override
    public Optional<String> quarantine(String service, String environment, Version version) {
        return quarantine.contains(service + "/" + version.digest())
                ? Optional.of(version.label() + " is in quarantine")
                : Optional.empty();
    }

    @Override
    public List<Freeze> all() {
        return List.copyOf(freezes.values());
    }

    @Override
    public Optional<TargetStates.State> state(TargetId target) {
        return Optional.ofNullable(targets.get(target));
    }
}
