package dev.sluice.engine;

import dev.sluice.release.ReleaseId;
import dev.sluice.release.TargetId;
import dev.sluice.release.Weight;
import dev.sluice.store.Database;
import dev.sluice.store.Notifications;
import dev.sluice.traffic.Binding;
import dev.sluice.traffic.RouterContext;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.TrafficRouter;
import dev.sluice.traffic.TrafficRouterTypes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The routers of every target, each of the type that its binding names. */
public final class BoundRouters implements TrafficRouter {

    private final Bindings bindings;
    private final Connections connections;
    private final Map<String, TrafficRouter> routers = new HashMap<>();

    /**
     * Routers of all types that there are.
     *
     * @param brought by name of their type: those that are put together with the process
     */
    public BoundRouters(Database database, Notifications notifications, Map<String, TrafficRouter> brought) {
        this.bindings = new Bindings(database, notifications);
        this.connections = new Connections(database, notifications);
        RouterContext context = new RouterContext(bindings::known, connections::find);
        TrafficRouterTypes.types()
                .all()
                .forEach(type -> type.open(context).ifPresent(router -> routers.put(type.name(), router)));
        routers.putAll(brought);
    }

    /** Names of the types whose routers have to be written to, because they don't follow the database by themselves. */
    public List<String> written() {
        return routers.entrySet().stream()
                .filter(each -> !each.getValue().followsDatabase())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether those of a target follow the database by themselves; false while it isn't known which they are. */
    boolean follows(TargetId target) {
        return router(target).filter(TrafficRouter::followsDatabase).isPresent();
    }

    @Override
    public void recorded(TargetId target) {
        router(target).ifPresent(router -> router.recorded(target));
    }

    @Override
    public Report write(Traffic desired) {
        return of(desired.binding())
                .map(router -> router.write(desired))
                .orElseGet(() -> unknownType(desired.binding()));
    }

    @Override
    public Report read(TargetId target) {
        return bindings.of(target)
                .map(binding -> of(binding).map(router -> router.read(target)).orElseGet(() -> unknownType(binding)))
                .orElseGet(Report.Unknown::new);
    }

    @Override
    public Map<TargetId, Report> read(Collection<TargetId> targets) {
        Map<TargetId, Report> reports = new HashMap<>();
        byRouter(targets, (router, its) -> reports.putAll(router.read(its)));
        targets.forEach(target -> reports.computeIfAbsent(target, this::withoutRouter));
        return reports;
    }

    private Report withoutRouter(TargetId target) {
        return bindings.known(target).<Report>map(BoundRouters::unknownType).orElseGet(Report.Unknown::new);
    }

    @Override
    public Report lastKnown(TargetId target) {
        return candidates(target)
                .map(router -> router.lastKnown(target))
                .filter(report -> !(report instanceof Report.Unknown))
                .findFirst()
                .orElseGet(Report.Unknown::new);
    }

    @Override
    public Map<TargetId, Weight> observed(Collection<TargetId> targets) {
        Map<TargetId, Weight> shares = new HashMap<>();
        byRouter(targets, (router, its) -> shares.putAll(router.observed(its)));
        return shares;
    }

    @Override
    public void remove(TargetId target) {
        router(target).ifPresent(router -> router.remove(target));
        bindings.forget(target);
    }

    @Override
    public Optional<Traffic> emergencyAbort(TargetId target, ReleaseId release) {
        return candidates(target)
                .flatMap(router -> router.emergencyAbort(target, release).stream())
                .findFirst();
    }

    /** The router of a target; while its binding isn't known, any may be it: one that isn't knows nothing of the target. */
    private Stream<TrafficRouter> candidates(TargetId target) {
        return bindings.known(target).map(binding -> of(binding).stream()).orElseGet(() -> routers.values().stream());
    }

    @Override
    public void close() {
        bindings.close();
        connections.close();
        routers.values().forEach(TrafficRouter::close);
    }

    private void byRouter(Collection<TargetId> targets, BiConsumer<TrafficRouter, List<TargetId>> ask) {
        bindings.of(targets).entrySet().stream()
                .collect(Collectors.groupingBy(
                        each -> each.getValue().type(), Collectors.mapping(Map.Entry::getKey, Collectors.toList())))
                .forEach((type, its) ->
                        Optional.ofNullable(routers.get(type)).ifPresent(router -> ask.accept(router, its)));
    }

    /** That of a target as far as its binding is known. */
    private Optional<TrafficRouter> router(TargetId target) {
        return bindings.known(target).flatMap(this::of);
    }

    private Optional<TrafficRouter> of(Binding binding) {
        return Optional.ofNullable(routers.get(binding.type()));
    }

    private static Report unknownType(Binding binding) {
        return new Report.Unreachable("this process has no routers of type " + binding.type());
    }
}
