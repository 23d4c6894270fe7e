package dev.sluice.engine;

import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.TargetId;
import dev.sluice.release.TargetState;
import dev.sluice.schedule.Batcher;
import dev.sluice.schedule.PeriodicTask;
import dev.sluice.store.Database;
import dev.sluice.store.Nodes;
import dev.sluice.store.Notifications;
import dev.sluice.store.Routes;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.TrafficRouter.Report;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Makes routers equal to the desired traffic that is recorded: at once after the decision of a release, by the process that
 * moves it; and where nothing is moving, by one process for all, which also looks again now and then. What can't be
 * written now is written later; a router keeps what is newer.
 */
public final class RouteWriter implements Actor, AutoCloseable, Notifications.Listener {

    private static final Logger LOG = Logger.getLogger(RouteWriter.class);

    /** So many are read in one go. */
    private static final int MOST = 1_000;

    /** Routers that can't tell are compared so often with what they should do. */
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Database database;
    private final BoundRouters routers;
    private final Nodes.Node node;
    private final Notifications notifications;
    private final Map<TargetId, Written> written = new ConcurrentHashMap<>();
    private final Set<TargetId> removed = ConcurrentHashMap.newKeySet();
    private final Batcher<TargetId, Optional<Traffic>> recorded;
    private final PeriodicTask comparison;

    /** What this process has written to a router, which has confirmed it. */
    private record Written(Optional<ReleaseId> release, long generation, long epoch) {

        static Written of(Traffic desired) {
            return new Written(desired.release(), desired.generation(), desired.epoch());
        }

        boolean isFor(Release wanted, TargetState target) {
            return generation == target.generation()
                    && release.filter(wanted.id()::equals).isPresent();
        }
    }

    public RouteWriter(Database database, BoundRouters routers, Nodes.Node node, Notifications notifications) {
        this.database = database;
        this.routers = routers;
        this.node = node;
        this.notifications = notifications;
        this.recorded = Batcher.ofLookups("recorded routes", MOST, this::read);
        this.comparison = PeriodicTask.start("routers", () -> EVERY, this::compare);
        notifications.listen(this);
    }

    /** Tells or writes to the routers of which it isn't known that they have what was recorded last. */
    @Override
    public void act(Release release) {
        if (release.started()) {
            release.targets().stream()
                    .filter(target -> !isWritten(release, target))
                    .forEach(target -> act(release, target));
        }
    }

    private void act(Release release, TargetState target) {
        if (routers.follows(target.id())) {
            routers.recorded(target.id());
            written.put(target.id(), new Written(Optional.of(release.id()), target.generation(), 0));
            return;
        }
        try {
            recorded.answer(target.id()).ifPresent(this::write);
        } catch (RuntimeException unreadable) {
            // The release has its decision; what is written is seen, and written again, at its next tick.
            LOG.debugf("what is recorded for %s can't be read: %s", target.id(), unreadable.getMessage());
        }
    }

    private void write(Traffic desired) {
        if (routers.write(desired) instanceof Report.InForce router && router.generation() >= desired.generation()) {
            written.put(desired.target(), Written.of(desired));
        }
    }

    private boolean isWritten(Release release, TargetState target) {
        Written last = written.get(target.id());
        return last != null && last.isFor(release, target);
    }

    @Override
    public void told(String kind, String subject) {
        if (kind.equals("unroute")) {
            removed.add(TargetId.parse(subject));
        }
        if (kind.equals("route") || kind.equals("unroute")) {
            comparison.nudge();
        }
    }

    @Override
    public void missed() {
        comparison.nudge();
    }

    @Override
    public void close() {
        notifications.unlisten(this);
        comparison.close();
        recorded.close();
    }

    private Map<TargetId, Traffic> read(List<TargetId> targets) {
        return database.read(handle -> Routes.read(handle, targets)).stream()
                .collect(Collectors.toMap(Traffic::target, traffic -> traffic));
    }

    private void compare() {
        removed.removeIf(target -> {
            routers.remove(target);
            written.remove(target);
            return true;
        });
        List<String> types = routers.written();
        if (types.isEmpty() || !isFirst()) {
            return;
        }
        for (Traffic desired : database.read(handle -> Routes.ofTypes(handle, types))) {
            if (!Written.of(desired).equals(written.get(desired.target())) || isOtherwise(desired)) {
                LOG.debugf("writing generation %d to the router of %s", desired.generation(), desired.target());
                write(desired);
            }
        }
    }

    /** One of the living does it for all, so that a router isn't asked by each. */
    private boolean isFirst() {
        return database.read(Nodes::living).stream()
                .map(Nodes.Living::id)
                .min(String::compareTo)
                .filter(node.id()::equals)
                .isPresent();
    }

    /** Whether a router does something else. While a release moves there, its decisions see that and count it as drift. */
    private boolean isOtherwise(Traffic desired) {
        boolean isAsDesired = routers.read(desired.target()) instanceof Report.InForce router
                && router.generation() >= desired.generation()
                && router.against(desired.weight()).equals(desired.weight());
        return desired.candidate().isEmpty() && !isAsDesired;
    }
}
