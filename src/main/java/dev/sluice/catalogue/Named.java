package dev.sluice.catalogue;

import dev.sluice.validation.Flaws;
import org.jspecify.annotations.Nullable;

/** A document's name stands in its URL; in the body it may be repeated, but not differ. */
final class Named {

    private Named() {}

    static void sameName(Flaws flaws, @Nullable String inBody, String inUrl) {
        if (inBody != null && !inBody.equals(inUrl)) {
            flaws.add("/name", "must be " + inUrl + " as in the URL, or be left out");
        }
    }
}
