package dev.sluice.crash;

import dev.sluice.catalogue.EnvironmentDocument;
import dev.sluice.catalogue.ServiceDocument;
import dev.sluice.catalogue.TargetDocument;
import dev.sluice.engine.Intent;
import dev.sluice.engine.Request;
import dev.sluice.release.Command;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Spec;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.release.Weight;
import dev.sluice.security.Principal;
import dev.sluice.security.Role;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Documents;
import dev.sluice.store.Documents.Kind;
import dev.sluice.store.Json;
import dev.sluice.store.ReleaseStore;
import dev.sluice.store.RouteWrites;
import dev.sluice.store.TargetStates;
import dev.sluice.traffic.embedded.EmbeddedTraffic;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionTimeoutException;
import org.jdbi.v3.core.Handle;

/** What people do with one service of a lane, and wait for. */
final class Play {

    private static final String ENVIRONMENT = "prod";
    private static final ReleaseId ANY = new ReleaseId("r-00000000000000000000000000");
    private static final Principal BOB = new Principal("bob", true, Role.OPERATOR, List.of());

    private final ProcessUnderTest lane;
    private final Upstreams upstreams;
    private final String service;
    private int versions;
    private int releases;

    private Play(ProcessUnderTest lane, Upstreams upstreams, String service) {
        this.lane = lane;
        this.upstreams = upstreams;
        this.service = service;
    }

    /** With a service of this name, its targets and its strategy. */
    static Play of(ProcessUnderTest lane, Upstreams upstreams, String service, Scenario scenario) {
        lane.database().with(handle -> {
            put(
                    handle,
                    DocumentKey.of(Kind.ENVIRONMENT, ENVIRONMENT),
                    new EnvironmentDocument(ENVIRONMENT, false, null));
            strategy(handle, service, scenario.strategy());
            put(handle, DocumentKey.of(Kind.SERVICE, service), new ServiceDocument(service, List.of(), service, null));
            scenario.targets().forEach(name -> target(handle, new TargetId(service, name)));
        });
        return new Play(lane, upstreams, service);
    }

    private static void strategy(Handle handle, String service, String strategy) {
        Documents.put(handle, DocumentKey.of(Kind.STRATEGY, service), strategy, "test");
    }

    /** Releases a first version without asking anybody, and goes on with the scenario's strategy. */
    void makeStable(Scenario scenario) {
        lane.database().with(handle -> strategy(handle, service, Scenario.FIRST_RELEASE.strategy()));
        ends(create());
        lane.database().with(handle -> strategy(handle, service, scenario.strategy()));
    }

    private static void target(Handle handle, TargetId target) {
        EmbeddedTraffic traffic = new EmbeddedTraffic("embedded", List.of(host(target)), "/", null, null);
        TargetDocument document = new TargetDocument(null, null, ENVIRONMENT, null, traffic, null, null)
                .checked(target.service(), target.name());
        put(handle, new DocumentKey(Kind.TARGET, target.service(), target.name()), document);
        TargetStates.create(handle, target, ENVIRONMENT);
        RouteWrites.refresh(handle, target);
    }

    private static void put(Handle handle, DocumentKey key, Object document) {
        Documents.put(handle, key, Json.write(document), "test");
    }

    static String host(TargetId target) {
        return target.name() + "." + target.service() + ".example";
    }

    ProcessUnderTest lane() {
        return lane;
    }

    String service() {
        return service;
    }

    /** How many releases were asked for. */
    int releases() {
        return releases;
    }

    /** Releases a version that works. */
    String create() {
        return create(upstreams.good(versions));
    }

    /** Releases a version that answers everything with an error. */
    String createBad() {
        return create(upstreams.bad());
    }

    private String create(URI instance) {
        String label = "v" + versions++;
        releases++;
        return lane.ask(new Intent.Create(
                ANY,
                new Request(
                        service,
                        ENVIRONMENT,
                        new Version(label, "sha256:" + service + label),
                        Map.of(Request.EVERY_TARGET, List.of(instance)),
                        Optional.empty(),
                        "",
                        List.of(),
                        Spec.Kind.ROLLOUT,
                        Optional.empty(),
                        "ada",
                        false)));
    }

    void abort(String release) {
        lane.ask(new Intent.Order(new ReleaseId(release), new Command.Abort(""), "ada"));
    }

    void approve(String release) {
        lane.ask(new Intent.Approve(new ReleaseId(release), Optional.empty(), true, "", BOB));
    }

    String undo(String release) {
        releases++;
        return lane.ask(new Intent.Undo(ANY, new ReleaseId(release), "ada", ""));
    }

    String retry(String release) {
        releases++;
        return lane.ask(new Intent.Retry(ANY, new ReleaseId(release), "ada", ""));
    }

    void ends(String release) {
        await(release, "its end", () -> lane.database().read(handle -> hasEnded(handle, release)));
    }

    private static boolean hasEnded(Handle handle, String release) {
        return handle.createQuery("select ended from release where id = :id")
                .bind("id", release)
                .mapTo(Boolean.class)
                .one();
    }

    void waitsForApproval(String release) {
        await(release, "an open approval", () -> find(release).openApproval().isPresent());
    }

    /** Until its first target has so much, as the router says. */
    void reaches(String release, int percent) {
        await(release, percent + " %", () -> {
            var target = find(release).targets().getFirst();
            return target.stage().weight().equals(new Weight(percent * 100))
                    && target.inForceSince().isPresent();
        });
    }

    /** Says what the release does instead when it doesn't come. */
    private void await(String release, String what, BooleanSupplier condition) {
        try {
            lane.await(what, condition);
        } catch (ConditionTimeoutException never) {
            Release seen = find(release);
            throw new AssertionError(
                    "%s waits for %s: %s, paused: %s, %s, of %s; users: %s"
                            .formatted(
                                    release,
                                    what,
                                    seen.phase(),
                                    seen.pause(),
                                    seen.targets(),
                                    service,
                                    lane.users().visits()),
                    never);
        }
    }

    private Release find(String release) {
        return lane.database()
                .read(handle -> ReleaseStore.find(handle, new ReleaseId(release)))
                .orElseThrow();
    }
}
