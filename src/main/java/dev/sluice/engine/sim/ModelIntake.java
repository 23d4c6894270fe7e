package dev.sluice.engine.sim;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.engine.sim.Fact.Writer;
import dev.sluice.engine.sim.ModelDatabase.Pen;
import dev.sluice.release.Answer;
import dev.sluice.release.Cause;
import dev.sluice.release.Command;
import dev.sluice.release.Event;
import dev.sluice.release.Frozen;
import dev.sluice.release.Phase;
import dev.sluice.release.Plan;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Spec;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.store.TargetStates;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes requests in, each in one transaction with its answer: as Intake and Once do. */
final class ModelIntake {

    static final String ENVIRONMENT = "prod";

    private final ModelDatabase database;
    private final Build build;
    private int releases;

    ModelIntake(ModelDatabase database, Build build) {
        this.database = database;
        this.build = build;
    }

    /** The release can't do what is asked. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why, null, false, false);
        }
    }

    /** Answers a request, once for each key. */
    Fact.Answered serve(String node, String key, String person, Deed deed, Instant now) {
        Fact.Answered known = database.tables.answers.get(key);
        if (known != null && build.knowsKeys()) {
            return known;
        }
        Pen pen = new Pen(Writer.PERSON, node, 0, key);
        Fact.Answered answer;
        try {
            Release release = take(deed, person, now, pen);
            if (build.audits()) {
                database.note(new Fact.Audited(database.now(), key));
            }
            answer = new Fact.Answered(database.now(), key, true, deed.text(), Optional.of(release.id()));
        } catch (Refused no) {
            return new Fact.Answered(
                    database.now(), key, false, deed.text() + ": " + no.getMessage(), Optional.empty());
        }
        database.tables.answers.put(key, answer);
        return answer;
    }

    private Release take(Deed deed, String person, Instant now, Pen pen) {
        return switch (deed) {
            case Deed.Create create -> create(create, Spec.Kind.ROLLOUT, Optional.empty(), person, now, pen);
            case Deed.Tell tell -> tell(tell, person, now, pen);
            case Deed.Retry retry -> retry(database.row(retry.release()).release(), person, now, pen);
            case Deed.Undo undo -> undo(database.row(undo.release()).release(), person, now, pen);
        };
    }

    private Release tell(Deed.Tell tell, String person, Instant now, Pen pen) {
        Release before = database.row(tell.release()).release();
        Optional<Frozen> freeze =
                tell.command().pushesOn() ? Frozen.of(database.tables.all(), before.spec(), now) : Optional.empty();
        return switch (build.commands().apply(before, tell.command(), person, freeze, now)) {
            case Answer.Refused refused -> throw new Refused(refused.why());
            case Answer.Accepted accepted -> database.append(before, accepted.events(), pen);
        };
    }

    private Release retry(Release before, String person, Instant now, Pen pen) {
        if (!before.hasEnded() || before.phase() == Phase.SUCCEEDED) {
            throw new Refused("it is " + before.phase());
        }
        Deed.Create again =
                new Deed.Create(before.spec().service(), before.spec().version(), before.plan());
        return create(again, Spec.Kind.RETRY, Optional.of(before), person, now, pen);
    }

    private Release undo(Release before, String person, Instant now, Pen pen) {
        if (before.phase() != Phase.SUCCEEDED
                || !now.isBefore(
                        before.ending().orElseThrow().at().plus(before.plan().keepFor()))) {
            throw new Refused("it is " + before.phase() + ", or too old");
        }
        TargetId first = before.targets().getFirst().id();
        TargetStates.State state = database.tables.state(first).orElseThrow();
        if (state.stable().filter(before.spec().version()::isSameAs).isEmpty()) {
            throw new Refused("a newer release came after it");
        }
        Version previous = state.previous().orElseThrow(() -> new Refused("it was the first"));
        Deed.Create back = new Deed.Create(before.spec().service(), previous, before.plan());
        return create(back, Spec.Kind.UNDO, Optional.of(before), person, now, pen);
    }

    private Release create(
            Deed.Create deed, Spec.Kind kind, Optional<Release> follows, String person, Instant now, Pen pen) {
        if (database.tables.quarantine.contains(
                deed.service() + "/" + deed.version().digest())) {
            throw new Refused("the version is in quarantine");
        }
        Spec spec = new Spec(
                deed.service(),
                ENVIRONMENT,
                deed.version(),
                kind,
                follows.map(Release::id),
                person,
                "",
                List.of(),
                follows.map(before -> before.spec().salt()).orElse("salt-" + pen.key()),
                "recipe",
                1,
                "plan:" + Integer.toHexString(deed.plan().toString().hashCode()) + ":"
                        + deed.version().digest(),
                now);
        Event.Created created = new Event.Created(spec, deed.plan(), now);
        Release release = Release.created(new ReleaseId("r-%026d".formatted(++releases)), created);
        takeLane(release, pen);
        AnalysisRun analysis = follows.filter(_ -> kind == Spec.Kind.RETRY)
                .flatMap(before -> inherited(before, release))
                .orElseGet(() -> begin(deed.plan()));
        database.create(release, created, analysis, pen);
        return release;
    }

    private void takeLane(Release release, Pen pen) {
        List<Release> before = database.tables.unfinished(release.spec().service(), ENVIRONMENT);
        Plan.OnNewer onNewer = release.plan().onNewer();
        for (Release other : before) {
            if (other.started() && onNewer == Plan.OnNewer.REFUSE) {
                throw new Refused("another is still moving");
            }
        }
        for (Release other : before) {
            boolean ends = !other.started() || (onNewer == Plan.OnNewer.SUPERSEDE && other.phase() != Phase.PROMOTING);
            Command.Supersede supersede = new Command.Supersede(release.id());
            if (ends
                    && build.commands().apply(other, supersede, "sluice", Optional.empty(), database.now())
                            instanceof Answer.Accepted accepted) {
                database.append(other, accepted.events(), pen);
            }
        }
    }

    private Optional<AnalysisRun> inherited(Release before, Release release) {
        boolean same = !(before.cause().orElse(null) instanceof Cause.GateFailed)
                && before.plan().gates().equals(release.plan().gates())
                && before.targets().stream()
                        .allMatch(target -> database.tables
                                .state(target.id())
                                .map(TargetStates.State::stable)
                                .filter(target.stable()::equals)
                                .isPresent());
        return same ? Optional.of(database.row(before.id()).analysis().carryOver()) : Optional.empty();
    }

    private static AnalysisRun begin(Plan plan) {
        return AnalysisRun.begin(plan.gates(), plan.alpha(), plan.beta(), plan.comparedSteps());
    }
}
