package dev.sluice.api;

import dev.sluice.engine.journal.JournalRefuses;
import dev.sluice.store.DatabaseAway;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What can't be answered without the database is refused with when to come again. */
@ApplicationScoped
public class DatabaseAwayMapper {

    private static final String SECONDS = "2";

    @ServerExceptionMapper
    Response away(DatabaseAway away, UriInfo uri) {
        return unavailable("the database doesn't answer; try again", uri);
    }

    @ServerExceptionMapper
    Response full(JournalRefuses refuses, UriInfo uri) {
        return unavailable(
                "the database doesn't answer, and " + refuses.getMessage() + "; nothing was taken in, try again", uri);
    }

    private static Response unavailable(String detail, UriInfo uri) {
        Problem problem = Problem.of(ProblemCode.UNAVAILABLE, detail, uri.getPath(), List.of());
        return Response.fromResponse(problem.response())
                .header(HttpHeaders.RETRY_AFTER, SECONDS)
                .build();
    }
}
