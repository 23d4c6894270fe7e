package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.engine.Intent;
import dev.sluice.engine.Request;
import dev.sluice.engine.journal.Entry;
import dev.sluice.release.Version;
import dev.sluice.store.IntakeLog;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request that was taken in while the database was away.
 *
 * @param id of the release that is made or meant
 * @param phase PENDING for a release that waits to be made, REJECTED for one that could not be; none for what else is
 *     asked of a release
 * @param durability journal while it waits on this node's disk, database from then on
 */
@Schema(name = "Received")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReceivedView(
        String id,
        @Nullable String service,
        @Nullable String environment,
        @Nullable Version version,
        @Nullable String phase,
        String what,
        String state,
        String sentence,
        String durability,
        String requestedBy,
        Instant createdAt,
        @JsonProperty("_links") Map<String, String> hrefs) {

    static final String WAITS = "It is on this node's disk and waits for the database, which is away;"
            + " then it is carried out, or rejected with the reason.";

    /** One that waits. */
    static ReceivedView waiting(Entry entry, String sentence) {
        Optional<Request> asked =
                entry.intent() instanceof Intent.Create create ? Optional.of(create.request()) : Optional.empty();
        return new ReceivedView(
                entry.intent().release().value(),
                asked.map(Request::service).orElse(null),
                asked.map(Request::environment).orElse(null),
                asked.map(Request::version).orElse(null),
                entry.intent().makes().map(_ -> "PENDING").orElse(null),
                entry.intent().what(),
                "WAITING",
                sentence,
                "journal",
                entry.principal(),
                entry.at(),
                hrefs(entry.intent().release().value(), entry.id()));
    }

    /** One of which the database knows what came of it. */
    static ReceivedView done(IntakeLog.Row row) {
        boolean made = row.what().matches("create|retry|undo");
        String done = "It was carried out when the database was back.";
        return new ReceivedView(
                row.became(),
                null,
                null,
                null,
                row.refused() && made ? "REJECTED" : null,
                row.what(),
                row.refused() ? "REJECTED" : "DONE",
                row.refused() ? "Rejected when the database was back: " + row.reason() : done,
                "database",
                row.principal(),
                row.accepted(),
                hrefs(row.became(), row.id()));
    }

    private static Map<String, String> hrefs(String release, String entry) {
        return Map.of("self", "/v1/releases/" + release, "status", "/v1/intake/" + entry);
    }
}
