package dev.sluice.validation;

import java.util.List;

/** A document that can't be taken, with every flaw that was found. */
public final class InvalidDocument extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Flaw> flaws;

    public InvalidDocument(List<Flaw> flaws) {
        super(flaws.getFirst().pointer() + ": " + flaws.getFirst().what());
        this.flaws = List.copyOf(flaws);
    }

    /** A document with one flaw. */
    public static InvalidDocument at(String pointer, String what) {
        return new InvalidDocument(List.of(new Flaw(pointer, what)));
    }

    public List<Flaw> flaws() {
        return flaws;
    }
}
