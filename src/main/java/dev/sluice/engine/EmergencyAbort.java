package dev.sluice.engine;

import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.TargetId;
import dev.sluice.release.TargetState;
import dev.sluice.traffic.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Sends everything to stable on this process's own router, without asking the database. */
public final class EmergencyAbort {

    private static final Logger LOG = Logger.getLogger(EmergencyAbort.class);

    private final BiFunction<TargetId, ReleaseId, Optional<Traffic>> router;
    private final Function<ReleaseId, Optional<Release>> known;

    /**
     * An emergency abort.
     *
     * @param router what aborts a release on a target; empty when the router's table isn't of it
     * @param known releases as they are remembered
     */
    public EmergencyAbort(
            BiFunction<TargetId, ReleaseId, Optional<Traffic>> router, Function<ReleaseId, Optional<Release>> known) {
        this.router = router;
        this.known = known;
    }

    /**
     * Aborts on the router. A release that has ended is left alone: nothing of it can be taken back any more.
     *
     * @return names of the targets whose traffic is the stable version's now; empty when the release isn't known here, or
     *     the router's table isn't of it
     */
    public List<String> abort(ReleaseId id) {
        List<String> aborted = known.apply(id).filter(release -> !release.hasEnded()).stream()
                .flatMap(release -> release.targets().stream()
                        .map(TargetState::id)
                        .filter(target -> router.apply(target, id).isPresent()))
                .map(target -> target.name())
                .toList();
        LOG.warnf("emergency abort of release %s on this router: targets %s", id, aborted);
        return aborted;
    }
}
