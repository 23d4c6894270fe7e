package dev.sluice.engine;

import dev.sluice.analysis.Ask;
import dev.sluice.analysis.Judgement;
import dev.sluice.analysis.Look;
import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample;
import dev.sluice.release.Observation;
import dev.sluice.release.Question;
import dev.sluice.release.Release;
import dev.sluice.release.TargetState;
import dev.sluice.store.Verdicts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was seen for one tick, with the looks that were taken. */
public record Observed(Release release, Observation observation, List<Look> looks, boolean learned) {

    private static final Pair UNREAD =
            new Pair(new Sample.Missing("nothing was read"), new Sample.Missing("nothing was read"));

    /** Whether the judge's state changed. */
    boolean looked() {
        return learned || !looks.isEmpty();
    }

    /** What each gate says after the last look of each target, to be kept as evidence. */
    List<Verdicts.Row> verdicts(Release after, Instant now) {
        List<Verdicts.Row> rows = new ArrayList<>();
        for (Look look : looks) {
            TargetState target = release.targets().stream()
                    .filter(state -> state.id().name().equals(look.target()))
                    .findFirst()
                    .orElseThrow();
            Optional<Ask> ask = Question.of(release, target, now);
            ask.ifPresent(question -> {
                Judgement judgement = observation.analysis().judge(question);
                judgement.gates().forEach(gate -> rows.add(row(after, look, gate)));
            });
        }
        return rows;
    }

    private static Verdicts.Row row(Release after, Look look, Judgement.OfGate gate) {
        return new Verdicts.Row(
                after.id(),
                look.target(),
                gate.name(),
                look.from(),
                look.to(),
                look.step(),
                gate.verdict(),
                gate.logE(),
                gate.sentence(),
                look.samples().getOrDefault(gate.name(), UNREAD));
    }
}
