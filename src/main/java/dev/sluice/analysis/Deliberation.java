package dev.sluice.analysis;

import static java.util.stream.Collectors.joining;

import dev.sluice.analysis.Gate.OnFail;
import dev.sluice.analysis.Judgement.Due;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How the opinions of all gates become one verdict. */
record Deliberation(AnalysisRun run, Ask ask, TargetState target, Waiting waiting, List<Opinion> opinions) {

    static Deliberation of(AnalysisRun run, Ask ask) {
        TargetState target = run.target(ask.target());
        List<Opinion> opinions = run.gates().stream()
                .filter(gate -> gate.judgedAt(ask.step()))
                .map(gate -> opinion(run, ask, target, gate))
                .toList();
        return new Deliberation(run, ask, target, new Waiting(ask, target), opinions);
    }

    private static Opinion opinion(AnalysisRun run, Ask ask, TargetState target, FrozenGate gate) {
        GateState state = target.gates().getOrDefault(gate.name(), GateState.begin(gate));
        return gate.sequential()
                ? new Appraisal(run, ask, target, gate, state).opinion()
                : ConditionOpinion.of(gate, state);
    }

    Judgement judgement() {
        return failed().or(this::without).or(this::held).or(this::undecided).orElseGet(this::inTime);
    }

    /** FAIL: of all sequential gates together, or of a condition. */
    private Optional<Judgement> failed() {
        if (!run.failed().isEmpty()) {
            return Optional.of(answer(Verdict.FAIL, run.failed(), ofFailure(), Due.NOTHING));
        }
        return opinions.stream()
                .filter(it -> it.verdict() == Verdict.FAIL
                        && it.gate().onFail() == OnFail.ROLL_BACK
                        && !it.gate().sequential())
                .findFirst()
                .map(it -> answer(Verdict.FAIL, it.gate().name(), it.sentence(), Due.NOTHING));
    }

    /** The figures of the target with the most evidence, which need not be the one that asks. */
    private String ofFailure() {
        FrozenGate gate = run.gates().stream()
                .filter(it -> it.name().equals(run.failed()))
                .findFirst()
                .orElseThrow();
        String worst = Collections.max(run.targets().keySet(), Comparator.comparingDouble(this::evidence));
        String sentence = opinion(run, ask, run.target(worst), gate).sentence();
        return worst.equals(ask.target()) ? sentence : sentence + " (" + worst + ")";
    }

    private double evidence(String name) {
        GateState state = run.target(name).gates().get(run.failed());
        return state == null ? Double.NEGATIVE_INFINITY : Math.max(state.logCompared(), state.logAlone());
    }

    /** The gate about which something is due comes first, then a broken provider. */
    private Optional<Judgement> without() {
        return awaited()
                .filter(it -> it.verdict() == Verdict.NO_DATA || it.verdict() == Verdict.PROVIDER_ERROR)
                .max(Comparator.comparing(waiting::due).thenComparing(Opinion::verdict))
                .map(it -> answer(it.verdict(), it.gate().name(), it.whole(), waiting.due(it)));
    }

    /** A gate that failed and only holds, alone or together with the others. */
    private Optional<Judgement> held() {
        Optional<Opinion> held =
                awaited().filter(it -> it.verdict() == Verdict.FAIL).findFirst();
        if (held.isEmpty() && run.logTotal(OnFail.ROLL_BACK, OnFail.HOLD) >= Math.log(1 / run.alpha())) {
            held = opinions.stream()
                    .filter(it -> it.gate().onFail() == OnFail.HOLD)
                    .max(Comparator.comparingDouble(Opinion::logE));
        }
        return held.map(it ->
                answer(Verdict.INCONCLUSIVE, it.gate().name(), it.sentence() + "; holds here", waiting.dueOfHeld(it)));
    }

    private Optional<Judgement> undecided() {
        return awaited()
                .filter(it -> it.verdict() == Verdict.INCONCLUSIVE)
                .max(Comparator.comparing(waiting::due))
                .map(it -> answer(it.verdict(), it.gate().name(), it.whole(), waiting.due(it)));
    }

    /** Nothing speaks against it: is it time? */
    private Judgement inTime() {
        Duration watched = waiting.watched();
        boolean early = ask.minHold().compareTo(ask.hold()) < 0
                && watched.compareTo(ask.minHold()) >= 0
                && awaited().anyMatch(it -> it.gate().sequential())
                && awaited().allMatch(Opinion::proven);
        if (watched.compareTo(ask.hold()) >= 0 || (early && ask.compared())) {
            String why = watched.compareTo(ask.hold()) >= 0 ? "held " : "proven not worse after ";
            return answer(Verdict.PASS, "", why + span(watched) + figures(), Due.NOTHING);
        }
        String sentence = "watched " + span(watched) + " of " + span(ask.hold()) + figures();
        return answer(Verdict.INCONCLUSIVE, "", sentence, Due.NOTHING);
    }

    private Judgement answer(Verdict verdict, String gate, String sentence, Due due) {
        return new Judgement(
                verdict,
                gate,
                sentence,
                due,
                lasting(verdict, gate),
                waiting.watched(),
                opinions.stream().map(Opinion::forPeople).toList());
    }

    private Duration lasting(Verdict verdict, String gate) {
        boolean without = verdict == Verdict.NO_DATA || verdict == Verdict.PROVIDER_ERROR;
        return opinions.stream()
                .filter(it -> without && it.gate().name().equals(gate))
                .findFirst()
                .map(waiting::lasting)
                .orElse(Duration.ZERO);
    }

    /** Opinions without which the plan doesn't go on. */
    private Stream<Opinion> awaited() {
        return opinions.stream().filter(it -> it.gate().gating() && !waiting.excuses(it));
    }

    private static String span(Duration duration) {
        return Wording.span(duration.toMillis() / 1000.0);
    }

    private String figures() {
        return opinions.stream()
                .map(it -> "; " + it.whole() + (waiting.excuses(it) ? " (goes on without it, as its rules say)" : ""))
                .collect(joining());
    }
}
