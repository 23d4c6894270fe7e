package dev.sluice.traffic;

import dev.sluice.release.ReleaseId;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.release.Weight;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What a target's traffic should be: data, to which a router is made equal.
 *
 * @param stable empty before the first release has succeeded
 * @param candidate empty while no release is moving
 * @param weight the candidate's share
 * @param salt of the hash that says who is in the share; the same for a whole release, and for one that tries it again
 * @param release that wants it; empty before the first one
 * @param epoch orders writes of one generation, such as a change of instances; the greater one is newer
 * @param generation counts the changes of this target's traffic; a router refuses an older one
 */
public record Traffic(
        TargetId target,
        Binding binding,
        Optional<Pool> stable,
        Optional<Pool> candidate,
        Weight weight,
        String salt,
        Optional<ReleaseId> release,
        long epoch,
        long generation) {

    /** The same, as of another epoch. */
    public Traffic withEpoch(long newEpoch) {
        return new Traffic(target, binding, stable, candidate, weight, salt, release, newEpoch, generation);
    }

    /** The same candidate with another share. */
    public Traffic withWeight(Weight newWeight, long newGeneration) {
        return new Traffic(target, binding, stable, candidate, newWeight, salt, release, epoch, newGeneration);
    }

    /** Whether it is what this release wants. */
    public boolean isOf(ReleaseId id) {
        return release.filter(id::equals).isPresent();
    }

    /** The instances of a version, base URLs such as {@code http://10.0.0.7:8080}. */
    public record Pool(Version version, List<URI> endpoints) {}
}
