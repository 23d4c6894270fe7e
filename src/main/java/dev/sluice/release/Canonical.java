package dev.sluice.release;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The one form in which labels and digests of versions are kept and compared, however they were written. */
public final class Canonical {

    private static final Pattern HASH = Pattern.compile("[A-Za-z][A-Za-z0-9+._-]*:[0-9A-Fa-f]{16,}");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}]");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    /** Tags that are moved from one artifact to the next; a version of such a name would be another one tomorrow. */
    private static final Set<String> MOVING = Set.of(
            "latest",
            "stable",
            "main",
            "master",
            "head",
            "trunk",
            "dev",
            "develop",
            "edge",
            "nightly",
            "snapshot",
            "current",
            "canary",
            "staging",
            "prod",
            "production",
            "release",
            "lts");

    private Canonical() {}

    /** A label without outer, doubled and invisible blanks, its letters composed (Unicode NFC); may be empty. */
    public static String label(String written) {
        String visible = INVISIBLE
                .matcher(Normalizer.normalize(written, Normalizer.Form.NFC))
                .replaceAll("");
        return BLANKS.matcher(visible).replaceAll(" ").strip();
    }

    /** A digest; the hexadecimal digits of a hash are lower case, everything else stays as it is. */
    public static String digest(String written) {
        return HASH.matcher(written).matches() ? written.toLowerCase(Locale.ROOT) : written;
    }

    /** What is wrong with a digest that names no artifact. */
    public static Optional<String> problem(String digest) {
        return MOVING.contains(digest.toLowerCase(Locale.ROOT))
                ? Optional.of("must name one artifact for ever, such as sha256:…; " + digest
                        + " is a tag that moves to another one")
                : Optional.empty();
    }
}
