package dev.sluice.api;

import dev.sluice.engine.Engine;
import dev.sluice.engine.LastKnown;
import dev.sluice.engine.Membership;
import dev.sluice.engine.Refusal;
import dev.sluice.engine.journal.Journal;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.store.Availability;
import dev.sluice.store.Database;
import dev.sluice.store.DatabaseAway;
import dev.sluice.store.IntakeLog;
import dev.sluice.store.ReleaseStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Shows releases from wherever something is known of them: database, journal, memory. */
@ApplicationScoped
public class ReleaseReadModel {

    private final Database database;
    private final Availability availability;
    private final Journal journal;
    private final LastKnown known;
    private final Engine engine;
    private final Membership membership;
    private final ReleaseViews views;

    public ReleaseReadModel(
            Database database,
            Availability availability,
            Journal journal,
            LastKnown known,
            Engine engine,
            Membership membership,
            ReleaseViews views) {
        this.database = database;
        this.availability = availability;
        this.journal = journal;
        this.known = known;
        this.engine = engine;
        this.membership = membership;
        this.views = views;
    }

    /**
     * A release. The journal is looked at first: what isn't there any more is in the database.
     *
     * @throws DatabaseAway when nothing is known of it here
     */
    Response get(ReleaseId id) {
        Optional<ReceivedView> waiting =
                journal.making(id).map(entry -> ReceivedView.waiting(entry, ReceivedView.WAITS));
        if (waiting.isPresent()) {
            return Response.ok(waiting.get()).build();
        }
        try {
            return database.read(handle -> get(handle, id));
        } catch (DatabaseAway away) {
            return known.find(id)
                    .or(() -> engine.held(id))
                    .map(release -> answer(release, views.remembered(release, Optional.of(asOf()))))
                    .orElseThrow(() -> away);
        }
    }

    private Response get(Handle handle, ReleaseId id) {
        Optional<Release> release = ReleaseStore.find(handle, id);
        if (release.isPresent()) {
            return answer(release.get(), views.of(handle, release.get()));
        }
        IntakeLog.Row row = IntakeLog.making(handle, id.value())
                .orElseThrow(() -> Refusal.of(Refusal.Code.NOT_FOUND, "there is no release " + id));
        return row.refused()
                ? Response.ok(ReceivedView.done(row)).build()
                : ReleaseStore.find(handle, new ReleaseId(row.became()))
                        .map(became -> answer(became, views.of(handle, became)))
                        .orElseThrow(() -> Refusal.of(Refusal.Code.NOT_FOUND, "there is no release " + id));
    }

    private static Response answer(Release release, ReleaseView view) {
        return Response.ok(view)
                .header(HttpHeaders.ETAG, DocumentsApi.etag(release.events()))
                .build();
    }

    /**
     * A page of what is known here.
     *
     * @throws DatabaseAway when nothing is known
     */
    DocumentsApi.Page<ReleaseView> list(ReleaseStore.Filter filter, Paging paging, DatabaseAway away) {
        Instant asOf = asOf();
        List<Release> found = known.list(filter::matches, paging.after(), paging.limit() + 1);
        if (found.isEmpty()) {
            throw away;
        }
        return DocumentsApi.Page.of(
                found,
                paging.limit(),
                release -> views.remembered(release, Optional.of(asOf)),
                release -> release.id().value());
    }

    private Instant asOf() {
        return membership.now().minus(availability.sinceHeard());
    }
}
