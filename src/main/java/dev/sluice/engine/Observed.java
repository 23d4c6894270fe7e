package dev.sluice.engine;

import dev.sluice.analysis.Look;
import dev.sluice.release.Observation;
import dev.sluice.release.Question;
import dev.sluice.release.Release;
import dev.sluice.release.TargetState;
import dev.sluice.store.LookLog.Row;
import dev.sluice.store.LookLog.Said;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What was seen for one tick, with the looks that were taken.
 *
 * @param learned whether the judge has learnt more than the looks tell: stable's history
 */
public record Observed(Release release, Observation observation, List<Look> looks, boolean learned) {

    /** Each look with what each gate says after the last one, to be kept as evidence. */
    List<Row> rows(Instant now) {
        List<Row> rows = new ArrayList<>();
        for (Look look : looks) {
            TargetState target = release.targets().stream()
                    .filter(state -> state.id().name().equals(look.target()))
                    .findFirst()
                    .orElseThrow();
            List<Said> said = Question.of(release, target, now).stream()
                    .flatMap(ask -> observation.analysis().judge(ask).gates().stream())
                    .map(gate -> new Said(gate.name(), gate.verdict(), gate.logE(), gate.sentence()))
                    .toList();
            rows.add(new Row(look, said));
        }
        return rows;
    }
}
