package dev.sluice.release;

/**
 * An immutable artifact.
 *
 * @param label what people call it, {@code 1.42.0}
 * @param digest what it is, {@code sha256:…}; where the binding doesn't demand one, the label
 */
public record Version(String label, String digest) {

    /** Two labels of one digest are one version. */
    public boolean isSameAs(Version other) {
        return digest.equals(other.digest);
    }
}
