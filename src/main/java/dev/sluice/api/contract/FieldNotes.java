package dev.sluice.api.contract;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the fields of bodies and the parameters of operations mean. */
final class FieldNotes {

    private static final String NOTES = """
            ApplyBody.documents: 1 to 1,000, each as its PUT takes it, with kind (Service, Target, …) and name, a target with its service; in any order
            ApprovalBody.step: number of the step as the release shows it; the one that is open where it is left out
            ApprovalBody.decision: approve or reject; one rejection ends the release
            ApprovalBody.comment: why, for people; one line
            ApprovalDocument.of: how many people must agree, 1 to 20; default 1. No more than from names, unless it names a group that somebody's token has
            ApprovalDocument.from: names of people or groups who may; default everybody who may approve, but never the requester
            ApprovalDocument.within: how long is waited; default 24h
            ApprovalDocument.otherwise: what then happens: rollback (default) or goOn
            AuditEntry.detail: what else is known of the change; never a secret
            CommandBody.type: pause, resume, advance (skip this hold), promote (skip all), abort, undo (back to the version before), retry, extend (the deadline) or adopt (end it and keep what the routers do, when they are ahead of the database)
            CommandBody.comment: why, for people; one line
            CommandBody.by: by how much to extend, such as 1h (default)
            EndpointsBody.label: what people call the version; needed the first time
            EndpointsBody.endpoints: base URLs of its instances
            EnvironmentDocument.name: as in the URL
            EnvironmentDocument.strategies: that releasers may take here; default what the service says. Others take an operator
            EnvironmentDocument.requireDigest: whether a version must come with a digest; default false
            EvidenceDocument.requests: of the candidate, per gate; default 50
            EvidenceDocument.windows: closed and valid, per gate; default 3
            FieldChange.before: left out where it was not there; a secret is shown as ••••
            FieldChange.after: left out where it is not there any more; a secret is shown as ••••
            FreezeDocument.name: as in the URL
            FreezeDocument.environments: names of environments; default all
            FreezeDocument.services: names of services; default all
            FreezeDocument.reason: why, for people; one line
            FreezeDocument.once: one time; exactly one of once and weekly
            FreezeDocument.weekly: every week; exactly one of once and weekly
            GateDocument.name: unique in the strategy
            GateDocument.metric: errorRatio, clientErrorRatio (answers 400 to 499) or latency, measured by the target's own metric source; abandonedRatio (clients left before the end), by the own router; or take connection and query
            GateDocument.connection: name of a registered connection
            GateDocument.query: in the connection's language; what fails, where there is "of"
            GateDocument.of: query of what there is in all, for a ratio
            GateDocument.test: letter of the test; follows from the metric, except S (paired values) for a single query
            GateDocument.margin: how much worse is still harmless
            GateDocument.tolerance: for latency: the candidate's share above b is compared with stable's above b / tolerance; 1 to 10, default 1.2
            GateDocument.share: of alpha; for all sequential gates or none
            GateDocument.direction: for test S: higherIsWorse (default) or lowerIsWorse
            GateDocument.condition: CEL over result that must hold
            GateDocument.failureCondition: CEL over result that must not hold
            GateDocument.interval: of a condition; default 30s
            GateDocument.initialDelay: of a condition; default 0s
            GateDocument.count: measurements that suffice; 0 (default): no limit
            GateDocument.failureLimit: failures that are borne; -1: any; default 0
            GateDocument.inconclusiveLimit: default 0
            GateDocument.consecutiveErrorLimit: default 4
            GateDocument.consecutiveSuccessLimit: 0 (default): no limit
            GateDocument.onFail: rollback (default), hold or report
            GateDocument.onInconclusive: what follows patience that is over: hold (default: a person is asked), rollback or goOn
            GateDocument.evidence: in place of the strategy's
            GateDocument.warmUp: in place of the strategy's
            GateDocument.safe: in place of the strategy's
            GateDocument.patience: in place of the strategy's
            GateDocument.noData: in place of the strategy's
            MarginDocument.relative: factor, 1 or more
            MarginDocument.absolute: in percent points
            NoDataDocument.policy: hold (default), rollback or goOn
            NoDataDocument.timeout: how long data may be missing; default 10m
            NoDataDocument.then: what follows a hold: hold (default), rollback or goOn
            OnceDocument.from: RFC 3339, or a local time such as 2026-12-23T18:00 beside a zone
            OnceDocument.until: as from, after it, and in the future
            OnceDocument.zone: IANA name of the zone of local times, such as Europe/Berlin
            PatienceDocument.holds: how many holds an undecided gate is waited for; default 3
            PatienceDocument.least: but at least this long; default 1m
            PatienceDocument.expiry: how long a person then has to decide; default 1h
            QuarantineBody.service: that must be there
            QuarantineBody.environment: that must be there
            QuarantineBody.version: which one
            QuarantineBody.reason: for people; one line
            ReleaseBody.service: which service
            ReleaseBody.environment: to which environment
            ReleaseBody.version: what is released
            ReleaseBody.strategy: in place of the service's own
            ReleaseBody.reason: why, for people; one line
            ReleaseBody.links: where more about it is to be found
            SelectorDocument.region: targets of these regions
            SelectorDocument.name: targets of these names
            ServiceDocument.name: as in the URL
            ServiceDocument.owners: who looks after it, for people
            ServiceDocument.strategies: that its releasers may take; default only its own, or what the environment lists. Others take an operator
            ServiceDocument.strategy: of its releases; default standard, which Sluice brings
            StepDocument.weight: percent of the traffic, over 0 to 100, at most two decimals; rises from step to step
            StepDocument.hold: how long the weight stays at least; default 5m
            StepDocument.gates: names of the gates that look at this step; default all
            StepDocument.approval: people must agree before the plan goes on
            StepDocument.flip: all traffic at once, for blueGreen; has no fields
            StrategyDocument.name: as in the URL
            StrategyDocument.extends: name of a strategy whose fields hold where this one has none; shown with ?effective=true
            StrategyDocument.type: canary (default) or blueGreen
            StrategyDocument.alpha: probability of rolling a harmless version back, over the whole release; default 0.01
            StrategyDocument.beta: probability of promoting ahead of time a version that is worse than its margin; default 0.05
            StrategyDocument.steps: at least one; what gives everything is added at the end where it is missing
            StrategyDocument.bake: time at 100 % in which gates keep watching; default 10m
            StrategyDocument.keepFor: how long after success the old version is kept for an undo; default 1h
            StrategyDocument.waves: targets that move together, one wave after another; default all at once
            StrategyDocument.onNewer: what a newer release does: queue (default), supersede or refuse
            StrategyDocument.deadline: after which the release is rolled back; default 24h. At least as long as holds and bakes of all waves; it stands still while people are asked
            StrategyDocument.gates: default errors and latency of the target's metric source; an empty list: none
            StrategyDocument.noData: what missing data does
            StrategyDocument.evidence: the least that a step needs before it goes on
            StrategyDocument.safe: margin that must be excluded before 100 %, or off; default {relative: 3, absolute: 1}
            StrategyDocument.warmUp: how long after a change is not judged; default 0s
            StrategyDocument.window: length of a look, 1s to 1m; default 10s
            StrategyDocument.minHold: least hold with early promotion; without it every hold is walked in full
            StrategyDocument.patience: how long an undecided gate is waited for
            TargetDocument.name: as in the URL
            TargetDocument.service: as in the URL
            TargetDocument.environment: that must be there; never changes
            TargetDocument.region: for waves; default its name
            TargetDocument.traffic: its router
            TargetDocument.metrics: where its numbers come from
            TargetDocument.requireDigest: whether a version must come with a digest; default false
            TokenBody.name: whose it is; all tokens of a person carry the same
            TokenBody.kind: person (default) or ci; only people approve
            TokenBody.role: viewer, releaser, approver, operator or admin
            TokenBody.groups: that approval steps may ask for
            TokenBody.expiresIn: default 90d
            VersionToRelease.label: what people call the version
            VersionToRelease.digest: what it is; without it the label stands for it, where the environment allows that
            VersionToRelease.endpoints: base URLs of its instances: a list for all targets, or an object of lists by target
            VersionToQuarantine.label: what people call the version
            VersionToQuarantine.digest: what it is; without it the label stands for it
            WaveDocument.targets: which; default all that are left
            WaveDocument.bake: in place of the strategy's
            WaveDocument.lockStep: whether its targets go from step to step together
            WeeklyDocument.days: on which it begins: monday to sunday
            WeeklyDocument.from: time of day, such as 16:00
            WeeklyDocument.until: time of day; on the next day when it is not after from
            WeeklyDocument.zone: IANA name of the zone, such as Europe/Berlin
            Link.rel: such as run, commit or ticket
            Link.href: http or https
            (parameter).service: name of a service
            (parameter).environment: name of an environment
            (parameter).target: name of a target
            (parameter).strategy: name of a strategy
            (parameter).connection: name of a connection
            (parameter).freeze: name of a freeze
            (parameter).revision: number of a revision
            (parameter).digest: digest of a version
            (parameter).gate: name of a gate
            (parameter).phase: PENDING, PROGRESSING, PAUSED, PROMOTING, SUCCEEDED, ROLLING_BACK, ROLLED_BACK, CANCELLED, SUPERSEDED, REJECTED or EXPIRED
            (parameter).id: as it was given
            (parameter).Idempotency-Key: 1 to 255 characters; the same request with the same key is done once within 24 h. Made up and returned where it is missing
            (parameter).Last-Event-ID: id of the event behind which the stream begins""";

    private static final Map<String, String> BY_FIELD = NOTES.lines()
            .map(line -> line.split(": ", 2))
            .collect(Collectors.toUnmodifiableMap(parts -> parts[0], parts -> parts[1]));

    private static final String ANYTHING = "JsonNode";

    private FieldNotes() {}

    static void describe(Components components) {
        components.removeSchema(ANYTHING);
        components.removeSchema(ANYTHING + "Type");
        components.getSchemas().forEach((name, schema) -> {
            plain(name, schema);
            describe(name, schema);
        });
    }

    /** Fields of any shape are shown as such where they mean something, and not at all where they come later. */
    private static void plain(String name, Schema schema) {
        Map<String, Schema> fields = schema.getProperties() == null ? Map.of() : Map.copyOf(schema.getProperties());
        fields.forEach((field, given) -> {
            if (given.getRef() != null && given.getRef().endsWith("/" + ANYTHING)) {
                if (BY_FIELD.containsKey(name + "." + field)) {
                    schema.addProperty(field, OASFactory.createSchema());
                } else {
                    schema.removeProperty(field);
                }
            }
        });
    }

    private static void describe(String name, Schema schema) {
        Map<String, Schema> properties = schema.getProperties();
        Stream.ofNullable(properties)
                .flatMap(fields -> fields.entrySet().stream())
                .forEach(field -> {
                    String note = BY_FIELD.get(name + "." + field.getKey());
                    if (note != null) {
                        field.getValue().setDescription(note);
                    }
                });
    }

    static @Nullable String ofParameter(String name) {
        return BY_FIELD.get("(parameter)." + name);
    }
}
