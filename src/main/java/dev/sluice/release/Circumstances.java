package dev.sluice.release;

import java.util.Map;
import java.util.Optional;

/**
 * What a command meets.
 *
 * @param freeze that is in force for the release
 * @param candidates health of the candidate's instances at targets; a target that is missing was not asked about
 */
public record Circumstances(Optional<Frozen> freeze, Map<TargetId, Health> candidates) {

    /** For commands that ask for nothing of it. */
    public static final Circumstances NONE = new Circumstances(Optional.empty(), Map.of());

    public Circumstances withoutFreeze() {
        return new Circumstances(Optional.empty(), candidates);
    }
}
