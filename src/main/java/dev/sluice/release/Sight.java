package dev.sluice.release;

import dev.sluice.analysis.Judgement;
import java.util.List;
import java.util.Map;

/**
 * What is known of a release beside itself when a sentence is made of it.
 *
 * @param judgements of the targets that are being judged
 * @param blockers what a pending release waits for
 * @param candidates health of the candidate at targets; a target that is missing was not asked about
 * @param stables health of what is stable at targets now, likewise
 * @param silent why routers can't be asked, at the targets where that is so
 * @param undoable whether an undo would be taken in now, its time aside
 */
public record Sight(
        Map<TargetId, Judgement> judgements,
        List<String> blockers,
        Map<TargetId, Health> candidates,
        Map<TargetId, Health> stables,
        Map<TargetId, String> silent,
        boolean undoable) {

    /** Nothing is known. */
    public static final Sight NONE = new Sight(Map.of(), List.of(), Map.of(), Map.of(), Map.of(), false);
}
