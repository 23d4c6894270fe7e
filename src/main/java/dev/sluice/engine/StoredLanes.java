package dev.sluice.engine;

import dev.sluice.release.Release;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.store.Database;
import dev.sluice.store.Quarantines;
import dev.sluice.store.ReleaseStore;
import dev.sluice.store.TargetStates;
import java.util.List;
import java.util.Optional;

/** Lanes as the database has them. */
record StoredLanes(Database database) implements Lanes {

    @Override
    public List<Release> unfinished(String service, String environment) {
        return database.read(handle -> ReleaseStore.unfinished(handle, service, environment));
    }

    @Override
    public Optional<String> quarantine(String service, String environment, Version version) {
        return database.read(handle -> Quarantines.open(handle, service, environment, version.digest()))
                .map(entry -> version.label() + " is in quarantine (" + entry.id() + ") since " + entry.at() + ": "
                        + entry.reason());
    }

    @Override
    public Optional<TargetStates.State> state(TargetId target) {
        return database.read(handle -> TargetStates.find(handle, target));
    }
}
