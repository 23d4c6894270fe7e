package dev.sluice.engine.journal;

import dev.sluice.release.ReleaseId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request that was taken in: on disk, and an abort has acted before.
 *
 * @param entry that waits under the request's key: this one, or an earlier one, perhaps of another request
 * @param stopped what an abort gave to stable at once
 */
public record AcceptedRequest(Entry entry, List<String> stopped) {

    /**
     * Takes a request in. An abort acts first: whoever is told that it is kept may rely on the users being safe.
     *
     * @param abort acts, and names what it gave to stable
     * @throws JournalRefuses when it can't be kept; what the abort did stays done
     */
    public static AcceptedRequest into(Journal journal, Entry entry, Function<ReleaseId, List<String>> abort) {
        Optional<Entry> other =
                journal.under(entry.principal(), entry.key()).filter(earlier -> !earlier.isSameRequestAs(entry));
        if (other.isPresent()) {
            return new AcceptedRequest(other.get(), List.of());
        }
        List<String> stopped = entry.isAbort() ? abort.apply(entry.intent().release()) : List.of();
        return new AcceptedRequest(journal.append(entry), stopped);
    }
}
