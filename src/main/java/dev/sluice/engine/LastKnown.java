package dev.sluice.engine;

import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Releases as this process last knew them, in memory, for the time when the database is away. */
public final class LastKnown {

    /** Those that were seen last; some kilobytes each. */
    static final int MOST = 10_000;

    private final Map<ReleaseId, Release> releases = new LinkedHashMap<>();

    /** A release as it is in the database now. An older state than the known one changes nothing. */
    public synchronized void saw(Release release) {
        Release before = releases.get(release.id());
        if (before == null || before.events() <= release.events()) {
            releases.remove(release.id());
            releases.put(release.id(), release);
            if (releases.size() > MOST) {
                releases.remove(releases.keySet().iterator().next());
            }
        }
    }

    public synchronized Optional<Release> find(ReleaseId id) {
        return Optional.ofNullable(releases.get(id));
    }

    /** The newest first, from behind {@code before}; empty: from the newest. */
    public synchronized List<Release> list(Predicate<Release> which, String before, int limit) {
        return releases.values().stream()
                .filter(which)
                .filter(release -> before.isEmpty() || release.id().value().compareTo(before) < 0)
                .sorted(Comparator.comparing(Release::id).reversed())
                .limit(limit)
                .toList();
    }
}
