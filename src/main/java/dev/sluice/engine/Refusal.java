package dev.sluice.engine;

/** A request that can't be done, with a code that programs understand and a sentence for people. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Code code;
    private final String pointer;

    /** Why; the closed list of codes that answers carry. */
    public enum Code {
        NOT_FOUND,
        CONFLICT,
        QUARANTINED,
        NOT_ALLOWED,
        INVALID
    }

    /**
     * A refusal.
     *
     * @param pointer JSON pointer of the field that is at fault; empty where it is none
     */
    public Refusal(Code code, String pointer, String sentence) {
        super(sentence);
        this.code = code;
        this.pointer = pointer;
    }

    /** A refusal for no particular field. */
    public static Refusal of(Code code, String sentence) {
        return new Refusal(code, "", sentence);
    }

    public Code code() {
        return code;
    }

    public String pointer() {
        return pointer;
    }
}
