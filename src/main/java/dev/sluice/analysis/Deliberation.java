package dev.sluice.analysis;

import dev.sluice.analysis.Gate.OnFail;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How the opinions of all gates become one verdict. */
record Deliberation(AnalysisRun run, Ask ask) {

    Judgement judgement() {
        TargetState target = run.target(ask.target());
        List<Opinion> opinions = run.gates().stream()
                .filter(gate -> gate.judgedAt(ask.step()))
                .map(gate -> opinion(target, gate))
                .toList();
        return failed(target, opinions)
                .or(() -> without(target, opinions))
                .or(() -> undecided(target, opinions))
                .orElseGet(() -> inTime(target, opinions));
    }

    private Opinion opinion(TargetState target, FrozenGate gate) {
        GateState state = target.gates().getOrDefault(gate.name(), GateState.begin(gate));
        return gate.sequential()
                ? new Appraisal(run, ask, target, gate, state).opinion()
                : ConditionOpinion.of(gate, state);
    }

    /** FAIL: of all sequential gates together, or of a condition. */
    private Optional<Judgement> failed(TargetState target, List<Opinion> opinions) {
        if (!run.failed().isEmpty()) {
            return Optional.of(answer(Verdict.FAIL, run.failed(), ofFailure(), target, opinions));
        }
        return opinions.stream()
                .filter(it -> it.verdict() == Verdict.FAIL
                        && it.gate().onFail() == OnFail.ROLL_BACK
                        && !it.gate().sequential())
                .findFirst()
                .map(it -> answer(Verdict.FAIL, it.gate().name(), it.sentence(), target, opinions));
    }

    /** The figures of the target with the most evidence, which need not be the one that asks. */
    private String ofFailure() {
        FrozenGate gate = run.gates().stream()
                .filter(it -> it.name().equals(run.failed()))
                .findFirst()
                .orElseThrow();
        String worst = Collections.max(run.targets().keySet(), Comparator.comparingDouble(this::evidence));
        String sentence = opinion(run.target(worst), gate).sentence();
        return worst.equals(ask.target()) ? sentence : sentence + " (" + worst + ")";
    }

    private double evidence(String name) {
        GateState state = run.target(name).gates().get(run.failed());
        return state == null ? Double.NEGATIVE_INFINITY : Math.max(state.logCompared(), state.logAlone());
    }

    private Optional<Judgement> without(TargetState target, List<Opinion> opinions) {
        return first(opinions, Verdict.PROVIDER_ERROR)
                .or(() -> first(opinions, Verdict.NO_DATA))
                .map(it -> answer(it.verdict(), it.gate().name(), it.whole(), target, opinions));
    }

    private Optional<Judgement> undecided(TargetState target, List<Opinion> opinions) {
        Optional<Opinion> held = first(opinions, Verdict.FAIL);
        if (held.isEmpty() && run.logTotal(OnFail.ROLL_BACK, OnFail.HOLD) >= Math.log(1 / run.alpha())) {
            held = opinions.stream()
                    .filter(it -> it.gate().onFail() == OnFail.HOLD)
                    .max((a, b) -> Double.compare(a.logE(), b.logE()));
        }
        return held.map(it -> answer(
                        Verdict.INCONCLUSIVE, it.gate().name(), it.sentence() + "; holds here", target, opinions))
                .or(() -> first(opinions, Verdict.INCONCLUSIVE)
                        .map(it -> answer(Verdict.INCONCLUSIVE, it.gate().name(), it.whole(), target, opinions)));
    }

    /** Nothing speaks against it: is it time? */
    private Judgement inTime(TargetState target, List<Opinion> opinions) {
        Duration watched = watched(target);
        boolean early = ask.minHold().compareTo(ask.hold()) < 0
                && watched.compareTo(ask.minHold()) >= 0
                && gating(opinions).stream().anyMatch(it -> it.gate().sequential())
                && gating(opinions).stream().allMatch(Opinion::proven);
        if (watched.compareTo(ask.hold()) >= 0 || (early && ask.compared())) {
            String why = watched.compareTo(ask.hold()) >= 0 ? "held " : "proven not worse after ";
            return answer(Verdict.PASS, "", why + span(watched) + figures(opinions), target, opinions);
        }
        String sentence = "watched " + span(watched) + " of " + span(ask.hold()) + figures(opinions);
        return answer(Verdict.INCONCLUSIVE, "", sentence, target, opinions);
    }

    private Judgement answer(
            Verdict verdict, String gate, String sentence, TargetState target, List<Opinion> opinions) {
        Duration watched = watched(target);
        boolean over = verdict == Verdict.INCONCLUSIVE && patienceOver(watched, opinions);
        return new Judgement(
                verdict,
                gate,
                sentence,
                over,
                lasting(verdict, target, opinions),
                watched,
                opinions.stream().map(Opinion::forPeople).toList());
    }

    private Duration watched(TargetState target) {
        return target.step() == ask.step() ? Duration.ofMillis(target.watchedMillis()) : Duration.ZERO;
    }

    /** Patience starts when the hold is over and the evidence could have been there; a person's "go on" starts it anew. */
    private boolean patienceOver(Duration watched, List<Opinion> opinions) {
        double needed = gating(opinions).stream()
                .mapToDouble(Opinion::neededSeconds)
                .max()
                .orElse(0);
        double started = Math.max(ask.hold().toMillis() / 1000.0, needed);
        double sinceStart = watched.toMillis() / 1000.0 - started;
        double sinceAsked = Duration.between(ask.since(), ask.now()).toMillis() / 1000.0;
        return Math.min(sinceStart, sinceAsked) > ask.patience().toMillis() / 1000.0;
    }

    private Duration lasting(Verdict verdict, TargetState target, List<Opinion> opinions) {
        if (verdict != Verdict.NO_DATA && verdict != Verdict.PROVIDER_ERROR) {
            return Duration.ZERO;
        }
        long since = gating(opinions).stream()
                .map(it -> target.gates()
                        .getOrDefault(it.gate().name(), GateState.begin(it.gate()))
                        .trouble())
                .filter(Trouble::any)
                .mapToLong(Trouble::sinceMillis)
                .min()
                .orElse(ask.now().toEpochMilli());
        Duration lasting = Duration.between(Instant.ofEpochMilli(since), ask.now());
        return lasting.isNegative() ? Duration.ZERO : lasting;
    }

    private static Optional<Opinion> first(List<Opinion> opinions, Verdict verdict) {
        return gating(opinions).stream().filter(it -> it.verdict() == verdict).findFirst();
    }

    private static List<Opinion> gating(List<Opinion> opinions) {
        return opinions.stream().filter(it -> it.gate().gating()).toList();
    }

    private static String span(Duration duration) {
        return Wording.span(duration.toMillis() / 1000.0);
    }

    private static String figures(List<Opinion> opinions) {
        return opinions.isEmpty()
                ? ""
                : "; " + String.join("; ", opinions.stream().map(Opinion::whole).toList());
    }
}
