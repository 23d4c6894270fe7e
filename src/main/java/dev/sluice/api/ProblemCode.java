package dev.sluice.api;

import dev.sluice.engine.Refusal;
import java.util.Locale;

/** The closed list of codes that a problem carries, with the HTTP status of each. */
public enum ProblemCode {
    MALFORMED(400, "The request can't be read"),
    INVALID(422, "The request names something that can't be"),
    UNAUTHENTICATED(401, "Who are you?"),
    NOT_ALLOWED(403, "Not allowed"),
    CROSS_ORIGIN(403, "Asked by another site's page"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Not a method of this resource"),
    NOT_ACCEPTABLE(406, "No such representation"),
    CONFLICT(409, "Not in a state for it"),
    QUARANTINED(409, "The version is in quarantine"),
    PRECONDITION_FAILED(412, "Changed meanwhile"),
    TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Not JSON"),
    KEY_REUSED(422, "The idempotency key was used for another request"),
    PRECONDITION_REQUIRED(428, "Say which revision you change"),
    INTERNAL(500, "Sluice failed"),
    UNAVAILABLE(503, "The database doesn't answer");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** As it stands in answers: {@code not-found}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ProblemCode of(Refusal.Code code) {
        return switch (code) {
            case NOT_FOUND -> NOT_FOUND;
            case CONFLICT -> CONFLICT;
            case QUARANTINED -> QUARANTINED;
            case NOT_ALLOWED -> NOT_ALLOWED;
            case INVALID -> INVALID;
        };
    }
}
