package dev.sluice.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sluice.engine.Intent;
import dev.sluice.engine.journal.Entry;
import dev.sluice.server.Parts;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Takes requests in without HTTP in front of it. */
public final class Desk {

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .build();

    private final ReleaseRequests requests;
    private final CarryOut carryOut;

    public Desk(Parts parts, MeterRegistry registry) {
        IdempotentRequests once = new IdempotentRequests(parts.guarded(), new Caller(), mapper);
        ReleaseViews views = new ReleaseViews(parts.membership(), parts.routers(), parts.known());
        this.requests = new ReleaseRequests(
                once,
                parts.journal(),
                parts.emergencyAbort(),
                parts.membership(),
                views,
                parts.known(),
                parts.routers());
        this.carryOut = new CarryOut(once, views, parts.membership(), parts.routers(), mapper, registry);
    }

    /**
     * Takes a request in.
     *
     * @param asked what it makes gets an id of its own, each time that it is asked
     * @return the id of the release that is made or meant
     */
    public String take(String key, Intent asked) {
        Response response = requests.take(Optional.of(key), "POST " + asked.what(), asked, anew(asked));
        try {
            Object entity = response.getEntity();
            String json = entity instanceof String text ? text : mapper.writeValueAsString(entity);
            return mapper.readTree(json).path("id").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Intent anew(Intent asked) {
        return switch (asked) {
            case Intent.Create create -> new Intent.Create(requests.newRelease(), create.request());
            case Intent.Retry retry -> new Intent.Retry(requests.newRelease(), retry.of(), retry.by(), retry.comment());
            case Intent.Undo undo -> new Intent.Undo(requests.newRelease(), undo.of(), undo.by(), undo.comment());
            case Intent.Order order -> order;
            case Intent.Approve approve -> approve;
        };
    }

    /** Carries out what waited in the journal. */
    public void carryOut(Handle handle, List<Entry> entries) {
        carryOut.carryOut(handle, entries);
    }
}
