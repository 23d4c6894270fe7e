package dev.sluice.engine.sim;

import dev.sluice.release.Event;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Spec;
import dev.sluice.release.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * S11: a version that is in quarantine never starts, whenever its release was asked for; nor does one whose twin was
 * aborted while it waited. S13: an undo starts only against the version that it was asked to undo.
 */
final class StartsAllowed implements Rule {

    /** How far a node's idea of the database's clock may be off. */
    private static final Duration TOLERANCE = Duration.ofMillis(100);

    private final Map<String, Instant> quarantined = new HashMap<>();
    private final Map<ReleaseId, Spec> specs = new HashMap<>();
    private final Map<ReleaseId, Instant> twinAborted = new HashMap<>();
    private final Map<ReleaseId, Boolean> waiting = new HashMap<>();

    @Override
    public List<Violation> see(Fact fact) {
        return switch (fact) {
            case Fact.Quarantined it -> {
                quarantined.putIfAbsent(it.service() + "/" + it.digest(), it.at());
                yield List.of();
            }
            case Fact.Committed commit -> committed(commit);
            default -> List.of();
        };
    }

    private List<Violation> committed(Fact.Committed commit) {
        ReleaseId id = commit.row().id();
        List<Violation> found = new ArrayList<>();
        for (Event event : commit.events()) {
            switch (event) {
                case Event.Created created -> {
                    specs.put(id, created.spec());
                    waiting.put(id, true);
                }
                case Event.Started started -> {
                    waiting.remove(id);
                    wrong(id, started)
                            .ifPresent(what -> found.add(new Violation(what.rule(), commit.at(), what.text())));
                }
                case Event.Moved moved when moved.why().startsWith("aborted by") -> aborted(id, commit.at());
                case Event.Ended _ -> waiting.remove(id);
                default -> {}
            }
        }
        return found;
    }

    private void aborted(ReleaseId id, Instant at) {
        Spec spec = spec(id);
        waiting.keySet().stream()
                .filter(other -> !other.equals(id))
                .filter(other -> spec(other).service().equals(spec.service())
                        && spec(other).version().isSameAs(spec.version()))
                .forEach(twin -> twinAborted.put(twin, at));
    }

    private record Wrong(String rule, String text) {}

    private Optional<Wrong> wrong(ReleaseId id, Event.Started started) {
        Spec spec = spec(id);
        Instant since = quarantined.get(spec.service() + "/" + spec.version().digest());
        if (since != null && since.plus(TOLERANCE).isBefore(started.at())) {
            return Optional.of(new Wrong("S11", id + " started though its version is in quarantine"));
        }
        if (twinAborted.containsKey(id)) {
            return Optional.of(new Wrong("S11", id + " started though the same version was aborted while it waited"));
        }
        Optional<Version> undone = spec.follows()
                .filter(_ -> spec.kind() == Spec.Kind.UNDO)
                .map(followed -> spec(followed).version());
        boolean other = undone.isPresent()
                && started.targets().stream()
                        .flatMap(start -> start.stable().stream())
                        .anyMatch(stable -> !stable.isSameAs(undone.get()));
        return other
                ? Optional.of(new Wrong("S13", id + " undoes another version than the one that it was asked to"))
                : Optional.empty();
    }

    private Spec spec(ReleaseId id) {
        Spec spec = specs.get(id);
        if (spec == null) {
            throw new IllegalStateException(id + " was never created");
        }
        return spec;
    }
}
