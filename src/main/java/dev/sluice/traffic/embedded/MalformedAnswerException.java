package dev.sluice.traffic.embedded;

/** Says what is wrong with an instance's answer. */
final class MalformedAnswerException extends RuntimeException {

    MalformedAnswerException(String detail) {
        super(detail, null, false, false);
    }
}
