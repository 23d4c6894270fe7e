package dev.sluice.store;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.release.Event;
import dev.sluice.release.Plan;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.TargetId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Releases: the fold of their events beside the events, always written in one transaction. */
public final class ReleaseStore {

    private ReleaseStore() {}

    /** A release with the judge's state, as it is stored. */
    public record Stored(Release release, AnalysisRun analysis) {}

    /** Writes a new release with its first event. */
    public static void create(Handle handle, Release release, Event.Created created, AnalysisRun analysis) {
        handle.createUpdate("""
                        with made as (
                            insert into release (id, service, environment, label, digest, phase, requested_by, active,
                                ended, version, body, created_at)
                            values (:id, :service, :environment, :label, :digest, :phase, :by, false, false, :version,
                                :body::jsonb, :at) returning id)
                        insert into analysis (release_id, body) select id, :analysis::jsonb from made""")
                .bind("id", release.id().value())
                .bind("service", release.spec().service())
                .bind("environment", release.spec().environment())
                .bind("label", release.spec().version().label())
                .bind("digest", release.spec().version().digest())
                .bind("phase", release.phase().name())
                .bind("by", release.spec().requestedBy())
                .bind("version", release.events())
                .bind("body", Json.write(release))
                .bind("at", created.at())
                .bind("analysis", Json.write(analysis))
                .execute();
        Events.append(handle, release.id(), 1, List.of(created), "release");
    }

    public static Optional<Release> find(Handle handle, ReleaseId id) {
        return handle.createQuery("select body::text from release where id = :id")
                .bind("id", id.value())
                .mapTo(String.class)
                .findOne()
                .map(ReleaseStore::release);
    }

    /** Reads a release and keeps others from changing it until the transaction ends. */
    public static Optional<Release> lock(Handle handle, ReleaseId id) {
        return handle.createQuery("select body::text from release where id = :id for update")
                .bind("id", id.value())
                .mapTo(String.class)
                .findOne()
                .map(ReleaseStore::release);
    }

    public static Optional<AnalysisRun> analysis(Handle handle, ReleaseId id) {
        return Optional.ofNullable(analyses(handle, List.of(id)).get(id));
    }

    /** What the judge knows of these releases. */
    public static Map<ReleaseId, AnalysisRun> analyses(Handle handle, List<ReleaseId> ids) {
        Map<ReleaseId, AnalysisRun> analyses = new HashMap<>();
        handle.createQuery("select a.release_id, a.body::text as body," + LookLog.LATER
                        + " from analysis a where a.release_id = any (:ids)")
                .bindArray(
                        "ids", String.class, ids.stream().map(ReleaseId::value).toList())
                .map((row, _) -> analyses.put(new ReleaseId(row.getString("release_id")), LookLog.state(row, "body")))
                .list();
        return analyses;
    }

    /**
     * Appends events to a locked release, with everything that follows from them.
     *
     * @return the release after them
     */
    public static Release append(Handle handle, Release before, List<Event> events) {
        Release after = before;
        for (Event event : events) {
            after = after.evolve(event);
        }
        if (events.isEmpty()) {
            return after;
        }
        int written = handle.createUpdate(WRITE + " where id = :id and version = :before")
                .bind("before", before.events())
                .bindMap(columns(after))
                .execute();
        if (written != 1) {
            throw new IllegalStateException(before.id() + " was not locked");
        }
        Events.append(handle, before.id(), before.events() + 1, events, "release");
        Effects.of(handle, before, after, events);
        return after;
    }

    /** What the judge has learnt of a locked release is forgotten. */
    public static void beginAnalysis(Handle handle, Release release) {
        Plan plan = release.plan();
        handle.createUpdate("""
                        update analysis set body = :body::jsonb,
                            folded = coalesce((select max(position) from look where release_id = :id), folded)
                        where release_id = :id""")
                .bind("id", release.id().value())
                .bind(
                        "body",
                        Json.write(AnalysisRun.begin(plan.gates(), plan.alpha(), plan.beta(), plan.comparedSteps())))
                .execute();
    }

    /** Keeps others from creating releases in a lane until the transaction ends. */
    public static void lockLane(Handle handle, String service, String environment) {
        handle.createQuery("select 1 from (select pg_advisory_xact_lock(hashtextextended(:lane, 2))) as locked")
                .bind("lane", lane(service, environment))
                .mapTo(Integer.class)
                .one();
    }

    /** The release that holds a lane, and the one that waits for it. */
    public static List<Release> unfinished(Handle handle, String service, String environment) {
        return unfinished(handle, service, environment, "");
    }

    /** The same, and keeps others from changing them until the transaction ends. */
    public static List<Release> lockUnfinished(Handle handle, String service, String environment) {
        return unfinished(handle, service, environment, " for update");
    }

    /** The one that moves at a target, and keeps others from changing it until the transaction ends. */
    public static Optional<Release> lockMoving(Handle handle, TargetId target, String environment) {
        return lockUnfinished(handle, target.service(), environment).stream()
                .filter(release -> release.started()
                        && release.targets().stream().anyMatch(of -> of.id().equals(target)))
                .findFirst();
    }

    private static List<Release> unfinished(Handle handle, String service, String environment, String lock) {
        return handle
                .createQuery("""
                        select body::text from release
                        where service = :service and environment = :environment and not ended order by id""" + lock)
                .bind("service", service)
                .bind("environment", environment)
                .mapTo(String.class)
                .list()
                .stream()
                .map(ReleaseStore::release)
                .toList();
    }

    /**
     * Ids of unfinished releases that name a document, the oldest first.
     *
     * @param condition in PostgreSQL's language for paths in JSON, over the release as it is stored, with the variables
     *     {@code $parent} and {@code $name}
     */
    public static List<ReleaseId> unfinishedNaming(Handle handle, String condition, DocumentKey key, int limit) {
        return handle
                .createQuery("""
                        select id from release
                        where not ended and jsonb_path_exists(body, :condition::jsonpath,
                            jsonb_build_object('parent', :parent::text, 'name', :name::text))
                        order by id limit :limit""")
                .bind("condition", condition)
                .bind("parent", key.parent())
                .bind("name", key.name())
                .bind("limit", limit)
                .mapTo(String.class)
                .list()
                .stream()
                .map(ReleaseId::new)
                .toList();
    }

    /** The name of a lane: a service in an environment, in which one release moves at a time. */
    public static String lane(String service, String environment) {
        return service + "/" + environment;
    }

    /** The lanes of releases; an id without a release is left out. */
    public static Map<ReleaseId, String> lanes(Handle handle, List<ReleaseId> ids) {
        Map<ReleaseId, String> lanes = new HashMap<>();
        handle.createQuery("select id, service, environment from release where id = any (:ids)")
                .bindArray(
                        "ids", String.class, ids.stream().map(ReleaseId::value).toList())
                .map((row, _) -> lanes.put(
                        new ReleaseId(row.getString("id")),
                        lane(row.getString("service"), row.getString("environment"))))
                .list();
        return lanes;
    }

    /** The releases with the given ids; an id without a release is left out. */
    public static List<Release> among(Handle handle, List<ReleaseId> ids) {
        return handle
                .createQuery("select body::text from release where id = any (:ids)")
                .bindArray(
                        "ids", String.class, ids.stream().map(ReleaseId::value).toList())
                .mapTo(String.class)
                .list()
                .stream()
                .map(ReleaseStore::release)
                .toList();
    }

    /** Releases that may have traffic, in no order. */
    public static List<Release> moving(Handle handle, int limit) {
        return handle
                .createQuery("select body::text from release where active limit :limit")
                .bind("limit", limit)
                .mapTo(String.class)
                .list()
                .stream()
                .map(ReleaseStore::release)
                .toList();
    }

    /** A page, the newest first, from behind {@code before}; empty: from the newest. Empty filters match all. */
    public static List<Release> list(Handle handle, Filter filter, String before, int limit) {
        Map<String, String> given = new TreeMap<>();
        given.put("id < :before", before);
        given.put("service = :service", filter.service());
        given.put("environment = :environment", filter.environment());
        given.put("phase = :phase", filter.phase());
        given.values().removeIf(String::isEmpty);
        String where = given.isEmpty() ? "" : " where " + String.join(" and ", given.keySet());
        Query query = handle.createQuery("select body::text from release" + where + " order by id desc limit :limit");
        given.forEach((condition, value) -> query.bind(condition.substring(condition.indexOf(':') + 1), value));
        return query.bind("limit", limit).mapTo(String.class).list().stream()
                .map(ReleaseStore::release)
                .toList();
    }

    /** What a list is narrowed to; empty texts match everything. */
    public record Filter(String service, String environment, String phase) {
        public static final Filter ALL = new Filter("", "", "");

        public boolean matches(Release release) {
            return isOf(service, release.spec().service())
                    && isOf(environment, release.spec().environment())
                    && isOf(phase, release.phase().name());
        }

        private static boolean isOf(String wanted, String value) {
            return wanted.isEmpty() || wanted.equals(value);
        }
    }

    static final String WRITE = """
            update release r set phase = :phase, active = :active, ended = :ended, version = :version,
                body = :body::jsonb, failures = 0, changed_at = clock_timestamp()""";

    static Map<String, Object> columns(Release release) {
        return Map.of(
                "id", release.id().value(),
                "phase", release.phase().name(),
                "active", release.started() && !release.hasEnded(),
                "ended", release.hasEnded(),
                "version", release.events(),
                "body", Json.write(release));
    }

    static Release release(String body) {
        return Json.read(body, Release.class);
    }
}
