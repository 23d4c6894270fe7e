package dev.sluice.engine;

import dev.sluice.release.ReleaseId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/** Which release is due when. Not for several threads at once. */
final class Agenda {

    /** A release and when it is due; the beginning of time means at once. */
    record Due(Instant at, ReleaseId release) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : release.compareTo(other.release);
        }
    }

    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private final Map<ReleaseId, Instant> due = new HashMap<>();

    /** Sets when a release is due, whatever was set before. */
    void set(ReleaseId release, Instant at) {
        due.put(release, at);
        queue.add(new Due(at, release));
    }

    void remove(ReleaseId release) {
        due.remove(release);
    }

    /** Takes what is due now, at most so many. */
    List<Due> take(Instant now, int most) {
        List<Due> taken = new ArrayList<>();
        for (Due first = queue.peek();
                first != null && !first.at().isAfter(now) && taken.size() < most;
                first = queue.peek()) {
            queue.poll();
            if (due.remove(first.release(), first.at())) {
                taken.add(first);
            }
        }
        return taken;
    }

    /** When the next one is due. */
    Optional<Instant> next() {
        for (Due first = queue.peek(); first != null; first = queue.peek()) {
            if (first.at().equals(due.get(first.release()))) {
                return Optional.of(first.at());
            }
            queue.poll();
        }
        return Optional.empty();
    }
}
