package dev.sluice.traffic.embedded.cluster;

import dev.sluice.release.TargetId;
import dev.sluice.release.Weight;
import dev.sluice.store.TargetStates;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What users of all own routers really got, from the counts that they have handed over. */
final class ObservedShares {

    private static final Duration SPAN = Duration.ofSeconds(10);

    private ObservedShares() {}

    /** The candidate's share of the requests of the last ten seconds; a target without requests is missing. */
    static Map<TargetId, Weight> of(Handle handle, Collection<TargetId> targets) {
        Map<TargetId, Weight> shares = new HashMap<>();
        TargetStates.bind(handle.createQuery("""
                        select w.service, w.target, sum(w.requests) as requests,
                            coalesce(sum(w.requests) filter
                                (where w.digest = r.traffic #>> '{candidate,version,digest}'), 0) as candidates
                        from unnest(:services, :targets) as wanted (service, target)
                        join route r on r.service = wanted.service and r.target = wanted.target
                        join traffic_window w on w.service = r.service and w.target = r.target
                            and w.digest in (r.traffic #>> '{stable,version,digest}',
                                r.traffic #>> '{candidate,version,digest}')
                        where w.start_at >= extract(epoch from now())::bigint - :span
                        group by w.service, w.target having sum(w.requests) > 0"""), targets)
                .bind("span", SPAN.toSeconds())
                .map((row, _) -> shares.put(
                        new TargetId(row.getString("service"), row.getString("target")),
                        share(row.getLong("candidates"), row.getLong("requests"))))
                .list();
        return shares;
    }

    private static Weight share(long candidates, long requests) {
        return new Weight((int) Math.round((double) candidates * Weight.ALL.basisPoints() / requests));
    }
}
