package dev.sluice.release;

/**
 * How many instances of a version the routers see healthy at a target. Where several routers look, it is the word of the
 * one that sees fewest. An instance of which nobody knows anything yet is not healthy.
 *
 * @param healthy how many are
 * @param of how many there are
 * @param trouble what was wrong with one that isn't, such as {@code connection refused}; empty where nothing is known
 */
public record Health(int healthy, int of, String trouble) {

    /** Nobody has looked. */
    public static final Health UNKNOWN = new Health(0, 0, "");

    public boolean isThere() {
        return healthy > 0;
    }

    /** As it stands in sentences: {@code 0 of 1 healthy at prod-eu: connection refused}. */
    String at(TargetId target) {
        if (of == 0 && trouble.isEmpty()) {
            return "no instance known at " + target.name();
        }
        return healthy + " of " + of + " healthy at " + target.name() + (trouble.isEmpty() ? "" : ": " + trouble);
    }
}
