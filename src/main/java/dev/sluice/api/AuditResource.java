package dev.sluice.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.security.Role.Permission;
import dev.sluice.store.Audit;
import dev.sluice.store.Database;
import dev.sluice.store.Json;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Who changed what. */
@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern ACTION = Pattern.compile("[A-Za-z]{1,40}([.][A-Za-z]{1,40})?");
    private static final int LONGEST = 500;

    private final Database database;

    public AuditResource(Database database) {
        this.database = database;
    }

    /**
     * A change.
     *
     * @param number in the order in which changes began
     * @param actor who made it; sluice, local and offline are nobody's token
     * @param action such as release.abort
     * @param subject what was changed
     * @param detail what else is known of it
     */
    @Schema(name = "AuditEntry")
    public record AuditView(long number, Instant at, String actor, String action, String subject, JsonNode detail) {}

    @GET
    @RunOnVirtualThread
    @Allowed(Permission.AUDIT)
    @Operation(summary = "Who changed what, the newest first")
    public DocumentsApi.Page<AuditView> list(
            @BeanParam Paging paging,
            @QueryParam("actor") @Parameter(description = "By this one only, however the name is written") @Nullable
                    String actor,
            @QueryParam("action")
                    @Parameter(
                            description =
                                    "Of this kind only, such as release.abort; release: all that begin with release.")
                    @Nullable
                    String action,
            @QueryParam("subject")
                    @Parameter(description = "Of this only, such as the id of a release or a token")
                    @Nullable
                    String subject,
            @QueryParam("since") @Parameter(description = "From this moment on, such as 2026-03-01T12:00:00Z") @Nullable
                    String since,
            @QueryParam("until") @Parameter(description = "Before this moment, such as 2026-03-02T12:00:00Z") @Nullable
                    String until) {
        String before = paging.after(NUMBER.asMatchPredicate());
        Audit.Filter filter = new Audit.Filter(
                text("actor", actor),
                action(action),
                text("subject", subject),
                time("since", since),
                time("until", until));
        return database.read(handle -> DocumentsApi.Page.of(
                Audit.list(
                        handle, filter, before.isEmpty() ? Audit.NEWEST : Long.parseLong(before), paging.limit() + 1),
                paging.limit(),
                AuditResource::view,
                row -> String.valueOf(row.number())));
    }

    private static AuditView view(Audit.Row row) {
        return new AuditView(
                row.number(), row.at(), row.principal(), row.action(), row.subject(), Json.tree(row.detail()));
    }

    private static String text(String name, @Nullable String given) {
        if (given != null && given.length() > LONGEST) {
            throw Refused.parameter(name, "must have at most " + LONGEST + " characters");
        }
        return given == null ? "" : given;
    }

    private static String action(@Nullable String given) {
        if (given != null && !ACTION.matcher(given).matches()) {
            throw Refused.parameter("action", "must be such as release.abort, or release for all of releases");
        }
        return given == null ? "" : given;
    }

    private static Optional<Instant> time(String name, @Nullable String given) {
        if (given == null) {
            return Optional.empty();
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(given);
            if (time.getYear() >= 1 && time.getYear() <= 9999) {
                return Optional.of(time.toInstant());
            }
        } catch (DateTimeParseException notATime) {
            throw notATime(name);
        }
        throw notATime(name);
    }

    private static Refused notATime(String name) {
        return Refused.parameter(name, "must be a time such as 2026-03-01T12:00:00Z (in a URL, + is written %2B)");
    }
}
