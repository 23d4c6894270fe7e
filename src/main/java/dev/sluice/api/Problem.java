package dev.sluice.api;

import dev.sluice.validation.Flaw;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * What went wrong, after RFC 9457.
 *
 * @param type a URN that ends in the code
 * @param title the same for every problem of the code
 * @param detail what is wrong with this request, and what to do
 * @param instance the path that was asked
 * @param code one of a closed list
 * @param errors the fields that are wrong, by JSON pointer
 */
public record Problem(
        String type, String title, int status, String detail, String instance, String code, List<Flaw> errors) {

    /** Media type of problems. */
    public static final String JSON = "application/problem+json";

    static Problem of(ProblemCode code, String detail, String instance, List<Flaw> errors) {
        return new Problem(
                "urn:sluice:problem:" + code.word(),
                code.title(),
                code.status(),
                detail,
                instance,
                code.word(),
                errors);
    }

    Response response() {
        return Response.status(status)
                .type(MediaType.valueOf(JSON))
                .entity(this)
                .build();
    }
}
