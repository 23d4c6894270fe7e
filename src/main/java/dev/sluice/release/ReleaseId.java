package dev.sluice.release;

import java.util.regex.Pattern;

/** Names a release: {@code r-} and a lower-case ULID, so that ids sort by the time at which they were made. */
public record ReleaseId(String value) implements Comparable<ReleaseId> {

    private static final Pattern FORM = Pattern.compile("r-[0-9a-hjkmnp-tv-z]{26}");

    public ReleaseId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a release id looks like r-01k9b2…, not " + value);
        }
    }

    @Override
    public int compareTo(ReleaseId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
