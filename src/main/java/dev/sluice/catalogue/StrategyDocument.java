package dev.sluice.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.validation.Flaws;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A template of plans, as people write it. What each field means stands in the API's description; {@link Planner} turns
 * it into a plan.
 *
 * @param type canary or blueGreen
 * @param alpha false-rollback budget of the whole release
 * @param beta risk of promoting ahead of time a version that is worse than its margin
 * @param minHold least hold with early promotion; without it every hold is walked in full
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StrategyDocument(
        @Nullable String name,
        @JsonProperty("extends") @Nullable String parent,
        @Nullable String type,
        @Nullable BigDecimal alpha,
        @Nullable BigDecimal beta,
        @Nullable List<StepDocument> steps,
        @Nullable String bake,
        @Nullable String keepFor,
        @Nullable List<WaveDocument> waves,
        @Nullable String onNewer,
        @Nullable String deadline,
        @Nullable List<GateDocument> gates,
        @Nullable NoDataDocument noData,
        @Nullable EvidenceDocument evidence,
        @Nullable JsonNode safe,
        @Nullable String warmUp,
        @Nullable String window,
        @Nullable String minHold,
        @Nullable PatienceDocument patience) {

    /** The same under the name in its URL; what it means is checked when it is planned. */
    public StrategyDocument named(String nameInUrl) {
        Flaws flaws = new Flaws();
        flaws.name("/name", nameInUrl);
        flaws.sameName(name, nameInUrl);
        flaws.throwIfAny();
        return new StrategyDocument(
                nameInUrl, parent, type, alpha, beta, steps, bake, keepFor, waves, onNewer, deadline, gates, noData,
                evidence, safe, warmUp, window, minHold, patience);
    }

    /** Exactly one of weight, approval, flip; the others name capabilities that are not there yet. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StepDocument(
            @Nullable BigDecimal weight,
            @Nullable String hold,
            @Nullable List<String> gates,
            @Nullable ApprovalDocument approval,
            @Nullable Map<String, Object> flip,
            @Nullable JsonNode cohort,
            @Nullable JsonNode mirror,
            @Nullable JsonNode capacity,
            @Nullable JsonNode drill,
            @Nullable JsonNode webhook,
            @Nullable JsonNode verify) {}

    /** Who may, how many, how long, and what happens then. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ApprovalDocument(
            @Nullable Integer of,
            @Nullable List<String> from,
            @Nullable String within,
            @Nullable String otherwise) {}

    /**
     * Targets that move together.
     *
     * @param targets by region, or by name; empty: all
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WaveDocument(
            @Nullable SelectorDocument targets,
            @Nullable String bake,
            @Nullable Boolean lockStep) {}

    /** Which targets. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SelectorDocument(
            @Nullable List<String> region, @Nullable List<String> name) {}

    /** What must hold. From {@code evidence} on in place of the strategy's, field by field. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GateDocument(
            @Nullable String name,
            @Nullable String metric,
            @Nullable String connection,
            @MultiLine @Nullable String query,
            @MultiLine @Nullable String of,
            @Nullable String test,
            @Nullable MarginDocument margin,
            @Nullable BigDecimal tolerance,
            @Nullable BigDecimal share,
            @Nullable String direction,
            @MultiLine @Nullable String condition,
            @MultiLine @Nullable String failureCondition,
            @Nullable String interval,
            @Nullable String initialDelay,
            @Nullable Integer count,
            @Nullable Integer failureLimit,
            @Nullable Integer inconclusiveLimit,
            @Nullable Integer consecutiveErrorLimit,
            @Nullable Integer consecutiveSuccessLimit,
            @Nullable String onFail,
            @Nullable String onInconclusive,
            @Nullable EvidenceDocument evidence,
            @Nullable String warmUp,
            @Nullable JsonNode safe,
            @Nullable PatienceDocument patience,
            @Nullable NoDataDocument noData) {}

    /** p1 ≤ relative·p0 + absolute, absolute in percent points. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MarginDocument(
            @Nullable BigDecimal relative, @Nullable BigDecimal absolute) {}

    /** What missing data does. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NoDataDocument(
            @Nullable String policy,
            @Nullable String timeout,
            @Nullable String then) {}

    /** The least that a step needs. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EvidenceDocument(
            @Nullable Integer requests, @Nullable Integer windows) {}

    /** How long an undecided gate is waited for. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PatienceDocument(
            @Nullable Integer holds,
            @Nullable String least,
            @Nullable String expiry) {}
}
