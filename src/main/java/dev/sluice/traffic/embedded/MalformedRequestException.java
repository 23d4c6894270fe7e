package dev.sluice.traffic.embedded;

/** Says to the client what is wrong with its request. */
final class MalformedRequestException extends RuntimeException {

    MalformedRequestException(String detail) {
        super(detail, null, false, false);
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
