package dev.sluice.security;

import dev.sluice.release.Person;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Names that tokens may carry. */
public final class TokenName {

    /** What may be written; the rest of Unicode has letters that look alike. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}");

    /** Under which the audit shows what nobody asked for, or what somebody without a token did. */
    private static final Set<String> RESERVED =
            Set.of("sluice", Principal.LOCAL.name(), Principal.OFFLINE, "system", "anonymous", "nobody", "unknown");

    private TokenName() {}

    /** What is wrong with a name; empty when it may be used. */
    public static Optional<String> problem(String name) {
        if (!FORM.matcher(name).matches()) {
            return Optional.of("must say whose it is, such as anna, anna@shop.example or ci-shop: 1 to 100 of a to z,"
                    + " digits and - _ . @ +, beginning with a letter or a digit");
        }
        return RESERVED.contains(Person.canonical(name))
                ? Optional.of(Person.canonical(name) + " is kept for what Sluice itself writes into the audit; take"
                        + " another name")
                : Optional.empty();
    }
}
