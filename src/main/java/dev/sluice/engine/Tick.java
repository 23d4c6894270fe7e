package dev.sluice.engine;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.fault.FaultPoint;
import dev.sluice.fault.Faults;
import dev.sluice.release.Decider;
import dev.sluice.release.Decision;
import dev.sluice.release.Release;
import dev.sluice.store.Ticks.Ticked;
import java.time.Instant;
import java.util.Optional;

/**
 * One turn of one release: observe, decide, record, act. There is no other way in which a release moves by itself, and
 * no special one after a crash: a tick that was cut off anywhere is finished by the next one, on any node.
 */
public final class Tick {

    private final Observing observer;
    private final Deciding decider;
    private final Recording recorder;
    private final Actor actor;

    Tick(Observing observer, Recording recorder, Actor actor) {
        this(observer, Decider::decide, recorder, actor);
    }

    /** A tick whose decisions can be made by somebody else; that is for the simulation. */
    public Tick(Observing observer, Deciding decider, Recording recorder, Actor actor) {
        this.observer = observer;
        this.decider = decider;
        this.recorder = recorder;
        this.actor = actor;
    }

    /** A release after its turn. */
    public record Turned(Release release, AnalysisRun analysis, Instant nextAt) {}

    /**
     * Runs one turn.
     *
     * @return empty when somebody else changed or took the release meanwhile; then nothing was done
     */
    public Optional<Turned> run(Release release, AnalysisRun analysis, Instant now) {
        return run(release, observer.observe(release, analysis, now), now);
    }

    /** The same with what was seen already. */
    public Optional<Turned> run(Release release, Observed observed, Instant now) {
        Decision decision = decider.decide(release, observed.observation(), now);
        Faults.hit(FaultPoint.RECORD_BEFORE);
        Ticked ticked = new Ticked(
                release,
                decision.release(),
                decision.events(),
                observed.observation().analysis(),
                observed.learned(),
                observed.rows(now));
        if (!recorder.record(ticked)) {
            return Optional.empty();
        }
        Faults.hit(FaultPoint.RECORD_AFTER);
        actor.act(decision.release());
        Faults.hit(FaultPoint.ACT_AFTER);
        return Optional.of(new Turned(decision.release(), observed.observation().analysis(), decision.nextTickAt()));
    }
}
