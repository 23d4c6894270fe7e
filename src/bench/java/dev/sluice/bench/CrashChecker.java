package dev.sluice.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.bench.Operation.History;
import dev.sluice.bench.Operation.Outcome;
import dev.sluice.bench.Operation.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Holds what a Sluice shows after it was killed many times against what its clients know that they asked. */
final class CrashChecker {

    private static final int PROBES = 40;
    private static final String FAILED = "ROLLED_BACK";

    private final KilledSluice sluice;
    private final CrashWorld world;
    private final History history;
    private final Map<String, Long> audit;
    private final List<String> violations = new ArrayList<>();

    private CrashChecker(KilledSluice sluice, CrashWorld world, History history, Map<String, Long> audit) {
        this.sluice = sluice;
        this.world = world;
        this.history = history;
        this.audit = audit;
    }

    /**
     * Everything that is not as it must be.
     *
     * @param audit how often each action on each subject was noted
     */
    static List<String> violations(
            KilledSluice sluice, CrashWorld world, List<String> services, History history, Map<String, Long> audit) {
        CrashChecker checker = new CrashChecker(sluice, world, history, audit);
        checker.violations.addAll(history.complaints());
        services.forEach(checker::check);
        return checker.violations;
    }

    private void check(String service) {
        List<JsonNode> releases = all("/v1/releases?limit=100&service=" + service);
        Map<String, JsonNode> byDigest = new TreeMap<>();
        for (JsonNode release : releases) {
            String digest = release.at("/version/digest").asText();
            check(byDigest.put(digest, release) == null, digest + " was released twice");
            checkEvents(release.path("id").asText());
        }
        for (Operation made : history.of(What.CREATE)) {
            if (made.service().equals(service)) {
                check(made, Optional.ofNullable(byDigest.get(made.version())));
            }
        }
        checkAudit(service);
        checkRouter(service, releases);
    }

    private void check(Operation made, Optional<JsonNode> release) {
        if (release.isEmpty()) {
            check(!made.is(Outcome.ACKNOWLEDGED), made.version() + " was acknowledged and is lost");
            return;
        }
        String id = release.get().path("id").asText();
        check(!made.is(Outcome.REFUSED), made.version() + " was refused and is there");
        check(
                !made.is(Outcome.ACKNOWLEDGED) || id.equals(made.release()),
                made.version() + " was acknowledged as " + made.release() + " and is " + id);
        String end = release.get().path("phase").asText() + " "
                + release.get().path("outcome").asText();
        check(
                mayEnd(made).contains(end),
                made.intended() + " " + id + " ended " + end + ": "
                        + release.get().path("sentence").asText());
        long quarantined = all("/v1/quarantine?limit=100").stream()
                .filter(entry -> entry.path("release").asText().equals(id))
                .count();
        check(
                quarantined == (end.equals(FAILED + " " + FAILED) ? 1 : 0),
                id + " is in quarantine " + quarantined + " times");
        long created = audit.getOrDefault("release.create " + id, 0L);
        check(created == 1, id + " was created " + created + " times, says the audit");
    }

    /** Phase and outcome with which a release may have ended, by what is known to have been asked of it. */
    private List<String> mayEnd(Operation made) {
        return switch (made.intended()) {
            case GOOD, APPROVED -> List.of("SUCCEEDED PROMOTED");
            case BAD -> List.of(FAILED + " " + FAILED);
            case REJECTED -> List.of("REJECTED REJECTED");
            case ABORTED ->
                wasAborted(made) ? List.of(FAILED + " ABORTED", "CANCELLED CANCELLED") : List.of("SUCCEEDED PROMOTED");
        };
    }

    private boolean wasAborted(Operation made) {
        return history.of(What.ABORT).stream()
                .anyMatch(abort -> abort.version().equals(made.version()) && abort.is(Outcome.ACKNOWLEDGED));
    }

    private void checkEvents(String release) {
        List<JsonNode> events = all("/v1/releases/" + release + "/events?limit=500");
        long expected = 1;
        int ends = 0;
        for (JsonNode event : events) {
            check(event.path("number").asLong() == expected, release + " lacks event " + expected);
            expected = event.path("number").asLong() + 1;
            ends += event.path("type").asText().equals("release.ended") ? 1 : 0;
        }
        check(ends == 1, release + " has " + ends + " ends");
        check(events.getLast().path("type").asText().equals("release.ended"), release + " goes on after its end");
    }

    private void checkAudit(String service) {
        for (Operation operation : history.operations()) {
            if (operation.service().equals(service)
                    && operation.what() != What.CREATE
                    && operation.is(Outcome.ACKNOWLEDGED)) {
                String action = operation.what() == What.ABORT ? "release.abort " : "release.decide ";
                long noted = audit.getOrDefault(action + operation.release(), 0L);
                check(
                        noted == 1,
                        operation.what() + " of " + operation.release() + " is in the audit " + noted + " times");
            }
        }
    }

    /** Users get the version that succeeded last, and nothing else. */
    private void checkRouter(String service, List<JsonNode> newestFirst) {
        String stable = newestFirst.stream()
                .filter(release -> release.path("phase").asText().equals("SUCCEEDED"))
                .map(release -> release.at("/version/label").asText())
                .findFirst()
                .orElse("");
        for (int i = 0; i < PROBES; i++) {
            String got = sluice.versionAt(CrashWorld.host(service));
            check(got.equals(stable), "users of " + service + " get " + got + " instead of " + stable);
        }
    }

    private List<JsonNode> all(String path) {
        List<JsonNode> found = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = sluice.get(path + (token.isEmpty() ? "" : "&pageToken=" + token), world.ada());
            page.path("items").forEach(found::add);
            token = page.path("nextPageToken").asText("");
        } while (!token.isEmpty() && !token.equals("null"));
        return found;
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }
}
