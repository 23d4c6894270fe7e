package dev.sluice.api;

import dev.sluice.api.IdempotentRequests.Asked;
import dev.sluice.api.IdempotentRequests.Made;
import dev.sluice.engine.EmergencyAbort;
import dev.sluice.engine.Ids;
import dev.sluice.engine.Intent;
import dev.sluice.engine.Intents;
import dev.sluice.engine.LastKnown;
import dev.sluice.engine.Membership;
import dev.sluice.engine.journal.AcceptedRequest;
import dev.sluice.engine.journal.Entry;
import dev.sluice.engine.journal.Journal;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.store.DatabaseAway;
import dev.sluice.traffic.TrafficRouter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Takes in what is asked of releases: into the database, or into the journal while that is away. An answer that was cut
 * off is no trouble: the journal does it again under the same key, with the same id.
 */
@ApplicationScoped
public class ReleaseRequests {

    private final IdempotentRequests once;
    private final Journal journal;
    private final EmergencyAbort emergency;
    private final Membership membership;
    private final ReleaseViews views;
    private final LastKnown known;
    private final TrafficRouter routers;

    public ReleaseRequests(
            IdempotentRequests once,
            Journal journal,
            EmergencyAbort emergency,
            Membership membership,
            ReleaseViews views,
            LastKnown known,
            TrafficRouter routers) {
        this.once = once;
        this.journal = journal;
        this.emergency = emergency;
        this.membership = membership;
        this.views = views;
        this.known = known;
        this.routers = routers;
    }

    /** An id for a release that is going to be made. */
    ReleaseId newRelease() {
        return Ids.release(membership.now());
    }

    /**
     * Takes a request in.
     *
     * @param what method and path
     */
    Response take(Optional<String> key, String what, Object body, Intent intent) {
        Asked asked = once.asked(key, what, body);
        // What waits goes first: the order in which requests were answered is kept.
        if (journal.isEmpty()) {
            try {
                return once.run(asked, handle -> carryOut(handle, intent));
            } catch (DatabaseAway away) {
                return takeIntoJournal(asked, intent);
            }
        }
        return takeIntoJournal(asked, intent);
    }

    private Made carryOut(Handle handle, Intent intent) {
        Release release = Intents.carryOut(handle, intent, routers, membership.now());
        return made(intent, release, views.of(handle, release));
    }

    /** The answer to what was carried out. */
    static Made made(Intent intent, Release release, ReleaseView view) {
        return new Made(
                intent.makes().isPresent() ? 201 : 200,
                Map.of("Location", "/v1/releases/" + release.id(), "ETag", DocumentsApi.etag(release.events())),
                view);
    }

    private Response takeIntoJournal(Asked asked, Intent intent) {
        Entry asks = new Entry(
                "i-" + Ids.ulid(membership.now()),
                membership.now(),
                asked.principal(),
                asked.key(),
                asked.fingerprint(),
                intent);
        AcceptedRequest taken = AcceptedRequest.into(journal, asks, emergency::abort);
        Entry entry = taken.entry();
        if (!entry.isSameRequestAs(asks)) {
            throw IdempotentRequests.reused(asked.key());
        }
        String what = entry.isAbort() ? whatAbortDid(intent.release(), taken.stopped()) : "";
        ReceivedView view = ReceivedView.waiting(entry, what + ReceivedView.WAITS);
        return Response.accepted(view)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Location", view.hrefs().get(intent.makes().isPresent() ? "self" : "status"))
                .header(IdempotentRequests.HEADER, asked.key())
                .build();
    }

    private String whatAbortDid(ReleaseId release, List<String> targets) {
        if (!targets.isEmpty()) {
            return "This node's router sends everything of " + String.join(", ", targets) + " to stable now. ";
        }
        return known.find(release).isPresent() || journal.making(release).isPresent()
                ? "Its candidate has nothing on this node's router. "
                : "This node doesn't know the release, so its router does what it did before. ";
    }
}
