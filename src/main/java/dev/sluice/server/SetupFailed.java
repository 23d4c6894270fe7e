package dev.sluice.server;

/** Sluice can't start with what it was told; the message says which setting, and what to do. */
public final class SetupFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SetupFailed(String sentence) {
        super(sentence);
    }
}
