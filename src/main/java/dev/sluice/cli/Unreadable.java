package dev.sluice.cli;

/** A file or a document in it can't be read; the message says where and why. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1;

    Unreadable(String what) {
        super(what);
    }

    String what() {
        return String.valueOf(getMessage());
    }
}
