package dev.sluice.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.sluice.engine.Refusal;
import dev.sluice.validation.Flaw;
import dev.sluice.validation.InvalidDocument;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/** Turns everything that can go wrong into a problem: never a stack trace, never an empty answer. */
@ApplicationScoped
public class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    private final Operations operations;

    public Problems(Operations operations) {
        this.operations = operations;
    }

    @ServerExceptionMapper
    Response refused(Refused refused, UriInfo uri) {
        Response answer = answer(refused.code(), text(refused), uri, refused.errors());
        return refused.code() == ProblemCode.UNAUTHENTICATED
                ? Response.fromResponse(answer)
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                        .build()
                : answer;
    }

    @ServerExceptionMapper
    Response refusal(Refusal refusal, UriInfo uri) {
        List<Flaw> errors =
                refusal.pointer().isEmpty() ? List.of() : List.of(new Flaw(refusal.pointer(), text(refusal)));
        String detail = refusal.pointer().isEmpty() ? text(refusal) : refusal.pointer() + " " + text(refusal);
        return answer(ProblemCode.of(refusal.code()), detail, uri, errors);
    }

    @ServerExceptionMapper
    Response invalid(InvalidDocument invalid, UriInfo uri) {
        String detail = invalid.flaws().stream()
                .map(flaw -> flaw.pointer() + " " + flaw.what())
                .collect(Collectors.joining("; "));
        return answer(ProblemCode.INVALID, detail, uri, invalid.flaws());
    }

    @ServerExceptionMapper
    Response constraints(ConstraintViolationException violations, UriInfo uri) {
        List<Flaw> errors = violations.getConstraintViolations().stream()
                .map(violation -> new Flaw(pointer(violation.getPropertyPath().toString()), violation.getMessage()))
                .toList();
        String detail =
                errors.stream().map(flaw -> flaw.pointer() + " " + flaw.what()).collect(Collectors.joining("; "));
        return answer(ProblemCode.INVALID, detail, uri, errors);
    }

    /** {@code create.body.links[0].rel} is the field {@code /links/0/rel} of the body. */
    private static String pointer(String path) {
        return Stream.of(path.replaceAll("\\[(\\d+)]", ".$1").split("\\."))
                .skip(2)
                .map(part -> "/" + part)
                .collect(Collectors.joining());
    }

    /** A body that can't be read; what can't be mapped to a record arrives so, malformed JSON within a 400. */
    @ServerExceptionMapper({
        UnrecognizedPropertyException.class,
        MismatchedInputException.class,
        JsonProcessingException.class
    })
    Response unreadable(JsonProcessingException unreadable, UriInfo uri) {
        return BodyProblem.of(unreadable, uri.getPath()).response();
    }

    @ServerExceptionMapper
    Response http(WebApplicationException http, UriInfo uri) {
        if (http.getCause() instanceof JsonProcessingException unreadable) {
            return unreadable(unreadable, uri);
        }
        return switch (http.getResponse().getStatus()) {
            case 400 -> answer(ProblemCode.MALFORMED, "the request can't be read", uri, List.of());
            case 404 -> answer(ProblemCode.NOT_FOUND, "there is nothing at " + uri.getPath(), uri, List.of());
            case 405 -> otherMethods(uri);
            case 406 -> answer(ProblemCode.NOT_ACCEPTABLE, "only application/json is answered here", uri, List.of());
            case 413 -> answer(ProblemCode.TOO_LARGE, "a body has at most 1 MB", uri, List.of());
            case 415 -> answer(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "send the body as application/json", uri, List.of());
            default -> unexpected(http, uri);
        };
    }

    private Response otherMethods(UriInfo uri) {
        String allowed = operations.verbsAt(uri.getPath());
        Problem problem =
                Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "this resource has " + allowed, uri.getPath(), List.of());
        return Response.fromResponse(problem.response())
                .header("Allow", allowed)
                .build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable unexpected, UriInfo uri) {
        if (unexpected instanceof ConnectionException || isAway(unexpected.getCause())) {
            LOG.warnf("%s: the database doesn't answer: %s", uri.getPath(), unexpected.getMessage());
            return Response.fromResponse(
                            answer(ProblemCode.UNAVAILABLE, "the database doesn't answer; try again", uri, List.of()))
                    .header("Retry-After", "2")
                    .build();
        }
        LOG.errorf(unexpected, "%s failed", uri.getPath());
        return answer(ProblemCode.INTERNAL, "this is Sluice's fault; the log says more", uri, List.of());
    }

    private static boolean isAway(@Nullable Throwable cause) {
        String state = cause instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
        return state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
    }

    private static Response answer(ProblemCode code, String detail, UriInfo uri, List<Flaw> errors) {
        return Problem.of(code, detail, uri.getPath(), errors).response();
    }

    private static String text(RuntimeException problem) {
        return problem.getMessage() == null ? "" : problem.getMessage();
    }
}
