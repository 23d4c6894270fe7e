package dev.sluice.engine.sim;

import dev.sluice.engine.Lanes;
import dev.sluice.release.Release;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.store.TargetStates;
import java.util.List;
import java.util.Optional;

/** Lanes as the database has them at the moment at which it is asked. */
record LinkedLanes(Lanes tables, Link link, Machine machine) implements Lanes {

    @Override
    public List<Release> unfinished(String service, String environment) {
        return link.in(() -> tables.unfinished(service, environment));
    }

    @Override
    public Optional<String> quarantine(String service, String environment, Version version) {
        return link.in(() -> tables.quarantine(service, environment, version));
    }

    @Override
    public Optional<TargetStates.State> state(TargetId target) {
        Optional<TargetStates.State> state = link.in(() -> tables.state(target));
        machine.comesTo(Point.IN_OBSERVE);
        return state;
    }
}
