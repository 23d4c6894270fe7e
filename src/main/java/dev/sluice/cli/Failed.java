package dev.sluice.cli;

/** A verb can't do what it was asked to; the user is told in a sentence what to do about it. */
final class Failed extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Exit exit;
    private final String sentence;

    Failed(Exit exit, String sentence) {
        super(sentence);
        this.exit = exit;
        this.sentence = sentence;
    }

    Exit exit() {
        return exit;
    }

    String sentence() {
        return sentence;
    }
}
