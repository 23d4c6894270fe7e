package dev.sluice.cohort;

import java.util.Locale;

/** What a bucket is for; the same unit falls independently for each. */
public enum Purpose {
    /** Who is in a release's share. */
    ROLLOUT,
    /** Which variant of a flag a unit sees. */
    VARIANT,
    /** Who is kept out of everything. */
    HOLDOUT,
    /** Which of the releases that exclude each other may have a unit. */
    LAYER;

    /** As it is hashed. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
