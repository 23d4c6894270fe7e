package dev.sluice.engine.sim;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.engine.Intent;
import dev.sluice.engine.Request;
import dev.sluice.engine.journal.Entry;
import dev.sluice.engine.journal.Settlement;
import dev.sluice.engine.sim.Fact.Kept;
import dev.sluice.engine.sim.Fact.Writer;
import dev.sluice.engine.sim.ModelDatabase.Pen;
import dev.sluice.release.Cause;
import dev.sluice.release.Circumstances;
import dev.sluice.release.Command;
import dev.sluice.release.CommandResult;
import dev.sluice.release.Event;
import dev.sluice.release.Frozen;
import dev.sluice.release.Health;
import dev.sluice.release.Phase;
import dev.sluice.release.Plan;
import dev.sluice.release.Question;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Spec;
import dev.sluice.release.TargetId;
import dev.sluice.release.TargetState;
import dev.sluice.release.Version;
import dev.sluice.store.TargetStates;
import dev.sluice.traffic.TrafficRouter.Report;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Takes requests in, each in one transaction with its answer: as Intake and Once do. */
final class ModelIntake {

    static final String ENVIRONMENT = "prod";

    private final ModelDatabase database;
    private final Build build;
    private final Function<String, Plan> strategies;
    private final Function<TargetId, Report> routers;
    private int releases;
    private int entries;

    /**
     * Of a database.
     *
     * @param strategies plans by the names of their strategies
     * @param routers what all routers say of a target
     */
    ModelIntake(
            ModelDatabase database,
            Build build,
            Function<String, Plan> strategies,
            Function<TargetId, Report> routers) {
        this.database = database;
        this.build = build;
        this.strategies = strategies;
        this.routers = routers;
    }

    /** An id for a release that is going to be made. */
    ReleaseId newRelease() {
        return new ReleaseId("r-%026d".formatted(++releases));
    }

    /** A number for a journal's entry. */
    int newEntry() {
        return ++entries;
    }

    /** The release can't do what is asked. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why, null, false, false);
        }
    }

    /** Answers a request, once for each key. */
    Fact.Answered serve(String node, String key, Intent intent, Instant now) {
        try {
            return carryOut(node, key, intent, now, build.knowsKeys());
        } catch (Refused no) {
            String what = Deed.text(intent) + ": " + no.getMessage();
            return new Fact.Answered(database.now(), key, false, what, Optional.empty(), Kept.DATABASE);
        }
    }

    private Fact.Answered carryOut(String node, String key, Intent intent, Instant now, boolean knowsKeys) {
        Fact.Answered known = database.tables.answers.get(key);
        if (known != null && knowsKeys) {
            return known;
        }
        Release release = take(intent, now, new Pen(Writer.PERSON, node, 0, key));
        if (build.audits()) {
            database.note(new Fact.Audited(database.now(), key));
        }
        Fact.Answered answer = new Fact.Answered(
                database.now(), key, true, Deed.text(intent), Optional.of(release.id()), Kept.DATABASE);
        database.tables.answers.put(key, answer);
        return answer;
    }

    /** Settles what waited in a machine's journal: as CarryOut does. */
    boolean settle(Machine machine, List<Entry> entries, Instant now) {
        Settlement.of(entries, new Settlement.Books() {
            @Override
            public Set<String> settled(List<String> ids) {
                return build.knowsWhatWasReplayed() ? database.tables.intake : Set.of();
            }

            @Override
            public void carryOut(Entry entry) {
                try {
                    ModelIntake.this.carryOut(
                            machine.node(), entry.key(), entry.intent(), now, build.replaysUnderKeys());
                } catch (Refused no) {
                    throw new Settlement.Impossible(no);
                }
                note(machine, entry, "");
            }

            @Override
            public void refuse(Entry entry, RuntimeException why) {
                note(machine, entry, String.valueOf(why.getMessage()));
            }
        });
        return true;
    }

    private void note(Machine machine, Entry entry, String refused) {
        database.tables.intake.add(entry.id());
        database.note(new Fact.Settled(
                database.now(),
                machine.name(),
                entry.id(),
                Deed.text(entry.intent()),
                entry.intent().release(),
                refused));
    }

    private Release take(Intent intent, Instant now, Pen pen) {
        return switch (intent) {
            case Intent.Create create -> create(create.release(), create.request(), Optional.empty(), now, pen);
            case Intent.Order order -> tell(order.release(), order.command(), order.by(), now, pen);
            case Intent.Approve approve -> approve(approve, now, pen);
            case Intent.Retry retry -> retry(retry.release(), row(retry.of()), retry.by(), now, pen);
            case Intent.Undo undo -> undo(undo.release(), row(undo.of()), undo.by(), now, pen);
        };
    }

    private Release row(ReleaseId id) {
        return Optional.ofNullable(database.tables.releases.get(id))
                .map(Tables.Row::release)
                .orElseThrow(() -> new Refused("there is no release " + id));
    }

    private Release approve(Intent.Approve asked, Instant now, Pen pen) {
        int open = row(asked.release())
                .openApproval()
                .orElseThrow(() -> new Refused("it waits for no approval"))
                .step();
        Command decide = new Command.Decide(asked.step().orElse(open), asked.approves(), asked.comment());
        return tell(asked.release(), decide, asked.by().name(), now, pen);
    }

    private Release tell(ReleaseId id, Command command, String by, Instant now, Pen pen) {
        Release before = row(id);
        if (command instanceof Command.ChangeInstances
                && Question.hasFailed(before, database.row(id).analysis(), now)) {
            throw new Refused("a gate has failed");
        }
        return switch (build.commands().apply(before, command, by, circumstances(before, command, now), now)) {
            case CommandResult.Refused refused -> throw new Refused(refused.why());
            case CommandResult.Accepted accepted -> {
                if (command instanceof Command.Abort && build.abortsTwins()) {
                    abortTwins(before, by, now, pen);
                }
                Release after = database.append(before, accepted.events(), pen);
                if (command instanceof Command.ChangeInstances change && change.replaced()) {
                    database.tables.releases.computeIfPresent(id, (_, row) -> row.with(begin(after.plan())));
                }
                yield after;
            }
        };
    }

    private Circumstances circumstances(Release release, Command command, Instant now) {
        if (!command.pushesOn()) {
            return Circumstances.NONE;
        }
        Map<TargetId, Health> candidates = new HashMap<>();
        for (TargetState target : release.targets()) {
            if (routers.apply(target.id()) instanceof Report.InForce router) {
                candidates.put(target.id(), router.candidate());
            }
        }
        return new Circumstances(Frozen.of(database.tables.all(), release.spec(), now), candidates);
    }

    private void abortTwins(Release aborted, String by, Instant now, Pen pen) {
        for (Release other : database.tables.unfinished(aborted.spec().service(), ENVIRONMENT)) {
            boolean isTwin = !other.id().equals(aborted.id())
                    && !other.started()
                    && other.spec().version().isSameAs(aborted.spec().version());
            if (isTwin
                    && build.commands().apply(other, new Command.Abort(""), by, Circumstances.NONE, now)
                            instanceof CommandResult.Accepted accepted) {
                database.append(other, accepted.events(), pen);
            }
        }
    }

    private Release retry(ReleaseId made, Release before, String person, Instant now, Pen pen) {
        if (!before.hasEnded() || before.phase() == Phase.SUCCEEDED) {
            throw new Refused("it is " + before.phase());
        }
        Request again = following(before, Spec.Kind.RETRY, before.spec().version(), person);
        return create(made, again, Optional.of(before), now, pen);
    }

    private static Request following(Release before, Spec.Kind kind, Version version, String person) {
        return new Request(
                before.spec().service(),
                ENVIRONMENT,
                version,
                Map.of(),
                Optional.of(before.spec().strategy()),
                "",
                List.of(),
                kind,
                Optional.of(before.id()),
                person,
                false);
    }

    private Release undo(ReleaseId made, Release before, String person, Instant now, Pen pen) {
        if (before.phase() != Phase.SUCCEEDED
                || !now.isBefore(
                        before.ending().orElseThrow().at().plus(before.plan().keepFor()))) {
            throw new Refused("it is " + before.phase() + ", or too old");
        }
        if (build.undoesNow()
                && !database.tables
                        .unfinished(before.spec().service(), ENVIRONMENT)
                        .isEmpty()) {
            throw new Refused("another one is moving or waiting");
        }
        TargetId first = before.targets().getFirst().id();
        TargetStates.State state = database.tables.state(first).orElseThrow();
        if (state.stable().filter(before.spec().version()::isSameAs).isEmpty()) {
            throw new Refused("a newer release came after it");
        }
        Version previous = state.previous().orElseThrow(() -> new Refused("it was the first"));
        return create(made, following(before, Spec.Kind.UNDO, previous, person), Optional.of(before), now, pen);
    }

    private Release create(ReleaseId id, Request request, Optional<Release> follows, Instant now, Pen pen) {
        Spec.Kind kind = request.kind();
        String strategy = request.strategy().orElseThrow();
        Plan plan = strategies.apply(strategy);
        if (database.tables.quarantine.contains(
                request.service() + "/" + request.version().digest())) {
            throw new Refused("the version is in quarantine");
        }
        boolean isStable = strategiesTargets(plan).stream()
                .allMatch(target -> database.tables
                        .state(target)
                        .flatMap(TargetStates.State::stable)
                        .filter(request.version()::isSameAs)
                        .isPresent());
        if (isStable) {
            throw new Refused("it is stable already");
        }
        Spec spec = new Spec(
                request.service(),
                ENVIRONMENT,
                request.version(),
                kind,
                follows.map(Release::id),
                follows.filter(_ -> kind == Spec.Kind.UNDO)
                        .map(undone -> undone.spec().version()),
                request.requestedBy(),
                "",
                List.of(),
                follows.filter(_ -> kind == Spec.Kind.RETRY)
                        .map(before -> before.spec().salt())
                        .orElse("salt-" + pen.key()),
                strategy,
                1,
                "plan:" + Integer.toHexString(plan.toString().hashCode()) + ":"
                        + request.version().digest(),
                now);
        Event.Created created = new Event.Created(spec, plan, now);
        Release release = Release.created(id, created);
        takeLane(release, pen);
        AnalysisRun analysis = follows.filter(_ -> kind == Spec.Kind.RETRY)
                .flatMap(before -> inherited(before, release))
                .orElseGet(() -> begin(plan));
        database.create(release, created, analysis, pen);
        return release;
    }

    private static List<TargetId> strategiesTargets(Plan plan) {
        return plan.waves().stream().flatMap(wave -> wave.targets().stream()).toList();
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
                    && build.commands().apply(other, supersede, "sluice", Circumstances.NONE, database.now())
                            instanceof CommandResult.Accepted accepted) {
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
