package dev.sluice.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.catalogue.EnvironmentDocument;
import dev.sluice.catalogue.FreezeDocument;
import dev.sluice.catalogue.ServiceDocument;
import dev.sluice.catalogue.StrategyDocument;
import dev.sluice.catalogue.TargetDocument;
import dev.sluice.release.Freeze;
import dev.sluice.store.Documents.Kind;
import dev.sluice.store.Documents.Stored;
import dev.sluice.validation.InvalidDocument;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Reads documents as what they mean. */
public final class Catalogue {

    private static final Logger LOG = Logger.getLogger(Catalogue.class);

    /** So many freezes are read with every look at the world; no more can be made. */
    public static final int MOST_FREEZES = 200;

    private Catalogue() {}

    /** A strategy with what it extends merged in. */
    public record Strategy(StrategyDocument document, long revision) {}

    public static Optional<ServiceDocument> service(Handle handle, String name) {
        return Documents.find(handle, DocumentKey.of(Kind.SERVICE, name))
                .map(stored -> Json.read(stored.body(), ServiceDocument.class));
    }

    public static Optional<EnvironmentDocument> environment(Handle handle, String name) {
        return Documents.find(handle, DocumentKey.of(Kind.ENVIRONMENT, name))
                .map(stored -> Json.read(stored.body(), EnvironmentDocument.class));
    }

    /**
     * What a release is planned from.
     *
     * @param targets of the service in the environment, by name
     */
    public record Planned(
            Optional<ServiceDocument> service,
            Optional<EnvironmentDocument> environment,
            List<TargetDocument> targets,
            Optional<Stored> ownStrategy) {

        /** The strategy with what it extends merged in. */
        public Optional<Strategy> strategy(Handle handle) {
            return ownStrategy.map(
                    stored -> new Strategy(merged(handle, Json.tree(stored.body()), stored.name()), stored.revision()));
        }
    }

    /**
     * Reads all of it in one go.
     *
     * @param strategy that is asked for; else the service's own, or the one that Sluice brings
     */
    public static Planned planned(Handle handle, String service, String environment, Optional<String> strategy) {
        Map<Kind, List<Stored>> found = Documents.ofRelease(handle, service, environment, strategy);
        return new Planned(
                first(found, Kind.SERVICE).map(stored -> Json.read(stored.body(), ServiceDocument.class)),
                first(found, Kind.ENVIRONMENT).map(stored -> Json.read(stored.body(), EnvironmentDocument.class)),
                found.getOrDefault(Kind.TARGET, List.of()).stream()
                        .map(stored -> Json.read(stored.body(), TargetDocument.class))
                        .filter(target -> environment.equals(target.environment()))
                        .toList(),
                first(found, Kind.STRATEGY));
    }

    private static Optional<Stored> first(Map<Kind, List<Stored>> found, Kind kind) {
        return found.getOrDefault(kind, List.of()).stream().findFirst();
    }

    /** Whether all these targets of a service are still there. */
    public static boolean haveTargets(Handle handle, String service, List<String> names) {
        return handle.createQuery("""
                        select count(*) from document
                        where kind = 'TARGET' and parent = :service and name = any (:names)""")
                        .bind("service", service)
                        .bindArray("names", String.class, names)
                        .mapTo(Integer.class)
                        .one()
                == names.size();
    }

    /** All freezes. One that only a newer version understands holds nothing here, rather than stop every release. */
    public static List<Freeze> freezes(Handle handle) {
        return Documents.list(handle, Kind.FREEZE, "", "", 2 * MOST_FREEZES).stream()
                .flatMap(stored -> freeze(stored).stream())
                .toList();
    }

    private static Optional<Freeze> freeze(Stored stored) {
        try {
            return Optional.of(Json.read(stored.body(), FreezeDocument.class).freeze());
        } catch (InvalidDocument unknown) {
            LOG.errorf("freeze %s holds nothing, because this version can't read it: %s", stored.name(), unknown);
            return Optional.empty();
        }
    }

    /**
     * A strategy with everything that it inherits: a field that the heir has replaces the whole field.
     *
     * @throws InvalidDocument when what it extends isn't there, or goes round in a circle
     */
    public static StrategyDocument merged(Handle handle, ObjectNode strategy, String name) {
        Set<String> seen = new HashSet<>(Set.of(name));
        ObjectNode merged = strategy.deepCopy();
        String parent = merged.path("extends").asText("");
        while (!parent.isEmpty()) {
            if (!seen.add(parent)) {
                throw InvalidDocument.at("/extends", "goes round in a circle through " + parent);
            }
            Stored stored = Documents.find(handle, DocumentKey.of(Kind.STRATEGY, parent))
                    .orElse(null);
            if (stored == null) {
                throw InvalidDocument.at("/extends", "there is no strategy " + parent);
            }
            ObjectNode inherited = Json.tree(stored.body());
            parent = inherited.path("extends").asText("");
            inherited.properties().forEach(field -> {
                if (!merged.hasNonNull(field.getKey())) {
                    merged.set(field.getKey(), field.getValue());
                }
            });
        }
        return Json.read(merged.toString(), StrategyDocument.class);
    }
}
