package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.release.Health;
import dev.sluice.release.Spec;
import dev.sluice.release.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A release.
 *
 * @param reason why it is paused
 * @param sentence what it does, why, until when, and who can change it
 * @param requestReason what the requester gave as the reason
 * @param stale true when the database is away and this is what was known last; left out otherwise
 * @param asOf when that was
 * @param freeze that holds it now, or would hold it; left out otherwise
 * @param parked why it can't be looked at, after several tries; it is tried again within a minute
 */
@Schema(name = "Release")
public record ReleaseView(
        String id,
        String service,
        String environment,
        Version version,
        @Nullable Version stable,
        String kind,
        @Nullable String follows,
        String phase,
        @Nullable String reason,
        @Nullable String outcome,
        String sentence,
        @Nullable StepPlace step,
        String requestedBy,
        String requestReason,
        List<Spec.Link> links,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable String parked,
        List<TargetView> targets,
        List<GateView> gates,
        List<ApprovalView> approvals,
        PlanView plan,
        @JsonProperty("_links") Map<String, String> hrefs,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean stale,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant asOf,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FreezeView freeze) {

    /** A freeze that is in force. */
    @Schema(name = "FreezeInForce")
    public record FreezeView(String name, String reason, Instant until) {}

    /** Where in the plan it is; the first step is 1. */
    public record StepPlace(int index, int of, String kind) {}

    /**
     * A target of a release.
     *
     * @param healthy instances that the router can reach
     */
    public record TargetView(
            String name, String stage, int wave, WeightView weight, long generation, HealthView healthy) {}

    /**
     * The candidate's share in percent: as it should be, as the routers say, as users got it in the last seconds.
     *
     * @param observed by this process's own router; null without requests
     */
    public record WeightView(
            BigDecimal desired,
            @Nullable BigDecimal reported,
            @Nullable BigDecimal observed) {}

    /** Healthy instances of each version. */
    public record HealthView(
            int stable,
            int stableOf,
            @Nullable String stableTrouble,
            int candidate,
            int candidateOf,
            @Nullable String candidateTrouble) {

        static HealthView of(Health stable, Health candidate) {
            return new HealthView(
                    stable.healthy(),
                    stable.of(),
                    trouble(stable),
                    candidate.healthy(),
                    candidate.of(),
                    trouble(candidate));
        }

        private static @Nullable String trouble(Health health) {
            return health.healthy() == health.of() ? null : health.trouble();
        }
    }

    /** What a gate says of a target now. */
    @Schema(name = "GateStanding")
    public record GateView(String name, String target, String verdict, double logE, String sentence) {}

    /** A person's word. */
    public record ApprovalView(int step, String by, String decision, String comment, Instant at) {}
}
