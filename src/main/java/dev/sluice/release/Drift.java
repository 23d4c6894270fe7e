package dev.sluice.release;

import dev.sluice.release.Observation.InForce;
import java.time.Instant;
import java.util.List;

/** What to do about a router that does something else than it was told, and not because it hasn't heard yet. */
final class Drift {

    /** How often somebody else's change of a router is corrected before a person is asked. */
    static final int MAX_CORRECTIONS = 3;

    private final Release release;
    private final TargetState target;
    private final InForce router;
    private final Instant now;

    private Drift(Release release, TargetState target, InForce router, Instant now) {
        this.release = release;
        this.target = target;
        this.router = router;
        this.now = now;
    }

    /** What happens to the release, in order. */
    static List<Event> of(Release release, TargetState target, InForce router, Instant now) {
        return new Drift(release, target, router, now).events();
    }

    private List<Event> events() {
        boolean givesUp = target.stage() instanceof Stage.Returning;
        if (router.generation() > target.generation() && !givesUp) {
            if (release.isBehind()) {
                return List.of();
            }
            if (!target.mayOvertake(router.generation())) {
                return behind();
            }
        }
        if (target.corrections() < MAX_CORRECTIONS || givesUp) {
            long next = Math.max(router.generation(), target.generation()) + 1;
            return List.of(new Event.Drifted(target.id(), router.weight(), next, now));
        }
        String what = "somebody else set the traffic of " + target.id().name() + " to " + router.weight() + " "
                + MAX_CORRECTIONS + " times";
        return Pause.asking(release, Pause.Reason.DRIFT, what, now).stream().toList();
    }

    /** Generations are recorded before a router hears of them: it can be ahead only of an older copy of the database. */
    private List<Event> behind() {
        return List.of(
                new Event.Behind(target.id(), router.weight(), router.generation(), now),
                Pause.asked(Pause.Reason.DRIFT, whatIsAsked(), now));
    }

    private String whatIsAsked() {
        return "the router of " + target.id().name() + " is at generation " + router.generation()
                + " and this database knows " + target.generation()
                + " only, as an older copy of it does; traffic stays"
                + " as it is, with " + router.weight() + ". Adopt ends the release and keeps that, abort gives stable"
                + " everything, resume goes on from here";
    }
}
