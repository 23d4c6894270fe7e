package dev.sluice.http;

/** Says to the client what is wrong with its request. */
public final class MalformedRequestException extends RuntimeException {

    MalformedRequestException(String detail) {
        super(detail, null, false, false);
    }

    /** A sentence for the client. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
