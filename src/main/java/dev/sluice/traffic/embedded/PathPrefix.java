package dev.sluice.traffic.embedded;

import dev.sluice.validation.Flaws;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds prefixes of paths that no request can have. Routers compare them with what clients send, byte by byte. */
final class PathPrefix {

    private static final int LONGEST = 512;

    /** What a path of RFC 3986, 3.3 can't have in it. */
    private static final Pattern FOREIGN = Pattern.compile("[^A-Za-z0-9._~!$&'()+,;=:@/%-]|%(?![0-9A-Fa-f]{2})");

    private PathPrefix() {}

    /** What is wrong with one; empty where nothing is. */
    static Optional<String> problem(String prefix) {
        if (!prefix.startsWith("/")) {
            return Optional.of("must begin with a slash, such as /shop, not " + Flaws.quoted(prefix));
        }
        if (prefix.length() > LONGEST) {
            return Optional.of("must have at most " + LONGEST + " characters");
        }
        if (prefix.contains("?") || prefix.contains("#")) {
            return Optional.of(
                    "must be a path without query and fragment, such as /shop: routers look at nothing else");
        }
        if (prefix.contains("*")) {
            return Optional.of("is the beginning of paths and no pattern; leave the * out, as in /shop");
        }
        if (Stream.of(prefix.split("/", -1)).anyMatch(part -> part.equals(".") || part.equals(".."))) {
            return Optional.of("must have no . or .. in it: clients resolve them before they ask");
        }
        Matcher foreign = FOREIGN.matcher(prefix);
        return foreign.find()
                ? Optional.of("has " + Flaws.quoted(foreign.group())
                        + " in it, which stands in no request; write it as clients send it, percent-encoded in UTF-8")
                : Optional.empty();
    }
}
