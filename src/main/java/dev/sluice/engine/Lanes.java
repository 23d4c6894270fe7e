package dev.sluice.engine;

import dev.sluice.release.Release;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.store.TargetStates;
import java.util.List;
import java.util.Optional;

/** What a release that is still to start needs to know of the place that it wants. */
public interface Lanes {

    /** The releases of a service in an environment that have not ended. */
    List<Release> unfinished(String service, String environment);

    /** Why a version may not start there, where it is in quarantine. */
    Optional<String> quarantine(String service, String environment, Version version);

    /** What a target runs now. */
    Optional<TargetStates.State> state(TargetId target);
}
