package dev.sluice.crash;

import dev.sluice.crash.ProcessUnderTest.Acknowledged;
import dev.sluice.release.Event;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.TargetState;
import dev.sluice.release.Weight;
import dev.sluice.store.Events;
import dev.sluice.store.Leases;
import dev.sluice.store.ReleaseStore;
import dev.sluice.store.TargetStates;
import dev.sluice.traffic.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.awaitility.core.ConditionTimeoutException;
import org.jdbi.v3.core.Handle;

/** What must hold after every run, killed or not. Reads tables and asks the router; nothing of what moved the release. */
final class Examination {

    private final Play play;
    private final List<Acknowledged> acknowledged;
    private final List<String> violations = new ArrayList<>();

    private Examination(Play play, List<Acknowledged> acknowledged) {
        this.play = play;
        this.acknowledged = acknowledged;
    }

    /**
     * What does not hold.
     *
     * @param acknowledged every request of the run that was answered
     */
    static List<String> violations(Play play, List<Acknowledged> acknowledged) {
        Examination examination = new Examination(play, acknowledged);
        play.lane().database().with(examination::examine);
        examination.routersFollow();
        return examination.violations;
    }

    private void examine(Handle handle) {
        for (String id :
                acknowledged.stream().map(Acknowledged::release).distinct().toList()) {
            Optional<Release> release = ReleaseStore.find(handle, new ReleaseId(id));
            check(release.isPresent(), id + " was acknowledged and is lost");
            release.ifPresent(stored -> events(handle, stored));
        }
        audit(handle);
        long unfinished = handle.createQuery("select count(*) from release where service = :service and not ended")
                .bind("service", play.service())
                .mapTo(Long.class)
                .one();
        check(unfinished == 0, unfinished + " releases have not ended");
        check(Leases.parkedNow(handle) == 0, "a release is parked");
    }

    private void events(Handle handle, Release release) {
        List<Events.Stored> events = Events.of(handle, release.id(), 0, 10_000);
        List<Long> gapless = LongStream.rangeClosed(1, events.size()).boxed().toList();
        check(
                events.stream().map(Events.Stored::number).toList().equals(gapless),
                release.id() + " has events with gaps");
        Release fold =
                Release.created(release.id(), (Event.Created) events.getFirst().event());
        for (Events.Stored stored : events.subList(1, events.size())) {
            fold = fold.evolve(stored.event());
        }
        check(fold.equals(release), release.id() + " is not the fold of its events");
        long ends = events.stream()
                .filter(stored -> stored.event() instanceof Event.Ended)
                .count();
        check(
                ends == 1 && events.getLast().event() instanceof Event.Ended,
                release.id() + " has " + ends + " ends, or goes on after it");
    }

    /** Every acknowledged request, and nothing else, exactly once. */
    private void audit(Handle handle) {
        List<String> ids =
                acknowledged.stream().map(Acknowledged::release).distinct().toList();
        Map<String, Long> noted = handle
                .createQuery("select action || ' ' || subject from audit where subject = any (:ids)")
                .bindArray("ids", String.class, ids)
                .mapTo(String.class)
                .list()
                .stream()
                .collect(Collectors.groupingBy(line -> line, Collectors.counting()));
        Map<String, Long> asked = acknowledged.stream()
                .collect(Collectors.groupingBy(
                        each -> "release." + action(each) + " " + each.release(), Collectors.counting()));
        check(noted.equals(asked), "audit has " + noted + " of " + asked);
        long made = handle.createQuery("""
                        select count(*) from audit a where action = 'release.create' and exists (
                            select from release where id = a.subject and service = :service)""")
                .bind("service", play.service())
                .mapTo(Long.class)
                .one();
        long there = handle.createQuery("select count(*) from release where service = :service")
                .bind("service", play.service())
                .mapTo(Long.class)
                .one();
        check(made == there, there + " releases, " + made + " of them in the audit");
        check(play.releases() == there, there + " releases where " + play.releases() + " were asked for");
    }

    private static String action(Acknowledged each) {
        if (each.intent().makes().isPresent()) {
            return "create";
        }
        return each.intent().what().equals("approve")
                ? "decide"
                : each.intent().what().toLowerCase(Locale.ROOT);
    }

    private void routersFollow() {
        try {
            play.lane().await("the router serves stable only", () -> lagging().isEmpty());
        } catch (ConditionTimeoutException never) {
            violations.add("the router does " + lagging());
        }
    }

    private List<Traffic> lagging() {
        ReleaseId last = new ReleaseId(acknowledged.getLast().release());
        Release release = play.lane()
                .database()
                .read(handle -> ReleaseStore.find(handle, last))
                .orElseThrow();
        List<Traffic> routes = play.lane().routes();
        return release.targets().stream()
                .flatMap(target -> routes.stream()
                        .filter(route -> route.target().equals(target.id()))
                        .filter(route -> !isStableOnly(route, target)))
                .toList();
    }

    private boolean isStableOnly(Traffic route, TargetState target) {
        TargetStates.State state = play.lane()
                .database()
                .read(handle -> TargetStates.find(handle, target.id()))
                .orElseThrow();
        return route.weight().equals(Weight.NONE)
                && route.candidate().isEmpty()
                && route.stable().map(Traffic.Pool::version).equals(state.stable())
                && route.generation() == state.generation();
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }
}
