package dev.sluice.release;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Names of people. Two that differ only in capitals or in how Unicode writes the same letter are one person: whoever asks
 * for a release as {@code anna} doesn't approve it as {@code Anna}.
 */
public final class Person {

    private Person() {}

    /**
     * The one form in which names are compared: compatibility composition (Unicode Standard Annex 15, NFKC) and case
     * folding. Upper case first, because letters such as ß and ſ have no other common form.
     */
    public static String canonical(String name) {
        String folded = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }

    public static boolean isSame(String one, String other) {
        return canonical(one).equals(canonical(other));
    }
}
