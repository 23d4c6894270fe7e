package dev.sluice.cli;

/** What the exit code says. */
enum Exit {
    DONE(0),
    ERROR(1),
    /** Arguments, files or requests that can't be. */
    USAGE(2),
    /** {@code diff} found something. */
    DIFFERENT(3),
    NOT_ALLOWED(4),
    /** The release was not over when {@code --timeout} ended. */
    STILL_GOING(8),
    /** By a gate, or because it took longer than its deadline. */
    ROLLED_BACK(10),
    /** By a person: rejected, aborted, or cancelled before it began. */
    STOPPED(11),
    SUPERSEDED(12);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** Of a release that ended so. */
    static Exit ofOutcome(String outcome) {
        return switch (outcome) {
            case "PROMOTED", "FAST_PROMOTED" -> DONE;
            case "ROLLED_BACK", "EXPIRED" -> ROLLED_BACK;
            case "ABORTED", "REJECTED", "CANCELLED" -> STOPPED;
            case "SUPERSEDED" -> SUPERSEDED;
            default -> ERROR;
        };
    }

    /** Of a request that was answered with this status. */
    static Exit ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> NOT_ALLOWED;
            case 400, 413, 422 -> USAGE;
            default -> ERROR;
        };
    }
}
