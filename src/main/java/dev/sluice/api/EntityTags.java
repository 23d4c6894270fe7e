package dev.sluice.api;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of {@code If-Match} or {@code If-None-Match}: {@code *}, or a list of entity tags (RFC 9110, 8.8.3).
 *
 * <p>{@code If-Match} asks for strong comparison, which a weak tag never passes. Here it passes: a proxy that compresses
 * answers makes {@code W/"7"}, {@code "7-gzip"} or {@code "7;gzip"} of {@code "7"}, and a tag of ours is the number of a
 * revision, the same for every representation of it. Refusing would say “was changed meanwhile” where nothing was.
 *
 * @param tags what stands between the quotes, without what a proxy put there; none for {@code *}
 */
record EntityTags(List<String> tags) {

    private static final int LONGEST = 8_000;

    /** {@code etagc} of the RFC without bytes beyond ASCII, which no tag of ours has. */
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([\\x21\\x23-\\x7e]*)\"");

    private static final Pattern COMPRESSED = Pattern.compile("(?:--?|;)(?:gzip|br|deflate|zstd|df)$");

    /**
     * Reads it.
     *
     * @param header whose value it is
     * @throws Refused when it is neither {@code *} nor a list of entity tags
     */
    static EntityTags parse(String header, String value) {
        if (value.strip().equals("*")) {
            return new EntityTags(List.of());
        }
        List<String> tags = new ArrayList<>();
        Matcher tag = TAG.matcher(value);
        int at = 0;
        boolean separated = true;
        while (at < value.length() && value.length() <= LONGEST) {
            char next = value.charAt(at);
            if (next == ' ' || next == '\t' || next == ',') {
                separated |= next == ',';
                at++;
            } else if (separated && tag.region(at, value.length()).lookingAt()) {
                tags.add(COMPRESSED.matcher(tag.group(1)).replaceFirst(""));
                at = tag.end();
                separated = false;
            } else {
                throw wrong(header);
            }
        }
        if (tags.isEmpty()) {
            throw wrong(header);
        }
        return new EntityTags(List.copyOf(tags));
    }

    /** Whether an ETag of ours is meant. */
    boolean name(String etag) {
        return tags.isEmpty() || tags.stream().anyMatch(tag -> etag.equals("\"" + tag + "\""));
    }

    @Override
    public String toString() {
        return tags.isEmpty() ? "*" : "\"" + String.join("\", \"", tags) + "\"";
    }

    private static Refused wrong(String header) {
        return new Refused(
                ProblemCode.MALFORMED,
                header
                        + " must be the ETag as it was given, in its quotes, such as \"7\", or several with commas, or *");
    }
}
