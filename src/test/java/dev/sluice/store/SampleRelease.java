package dev.sluice.store;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.catalogue.Planner;
import dev.sluice.catalogue.StrategyDocument;
import dev.sluice.catalogue.TargetDocument;
import dev.sluice.release.Event;
import dev.sluice.release.Plan;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Spec;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.traffic.embedded.EmbeddedTraffic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * A release of version 1.1 of the shop to its only target, as it is when it was asked for.
 *
 * @param strategy as JSON
 */
public record SampleRelease(ReleaseId id, Instant at, String strategy) {

    public static final TargetId EU = new TargetId("shop", "eu");
    static final Version VERSION = new Version("1.1", "sha256:new");

    private static final EmbeddedTraffic TRAFFIC = new EmbeddedTraffic(null, List.of("shop.example"), null, null, null);

    SampleRelease(ReleaseId id, Instant at) {
        this(id, at, "{\"steps\":[{\"weight\":5},{\"weight\":100}]}");
    }

    static TargetDocument target() {
        return new TargetDocument(null, null, "prod", null, TRAFFIC, null, null).checked("shop", "eu");
    }

    void create(Handle handle) {
        ReleaseStore.create(handle, release(), created(), analysis());
    }

    public Release release() {
        return Release.created(id, created());
    }

    public AnalysisRun analysis() {
        Plan plan = plan();
        return AnalysisRun.begin(plan.gates(), plan.alpha(), plan.beta(), plan.comparedSteps());
    }

    private Event.Created created() {
        Spec spec = new Spec(
                "shop",
                "prod",
                VERSION,
                Spec.Kind.ROLLOUT,
                Optional.empty(),
                Optional.empty(),
                "carol",
                "",
                List.of(),
                "salt",
                "standard",
                1,
                "sha256:plan",
                at);
        return new Event.Created(spec, plan(), at);
    }

    private Plan plan() {
        return Planner.plan(Json.read(strategy, StrategyDocument.class), List.of(target()));
    }
}
