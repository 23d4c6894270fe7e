package dev.sluice.traffic;

/**
 * What routers of a type can do.
 *
 * @param resolution of weights
 * @param isSticky whether a user stays with the version that served the first request
 * @param isNested whether everybody whom a smaller weight admits is admitted by a greater one too
 * @param hasCohorts whether it can admit users by what they are
 * @param mirrors whether it can send copies of requests to the candidate
 * @param hasPreview whether the candidate can be reached before it has users
 * @param generation where the number of the last change is kept
 */
public record Capabilities(
        Resolution resolution,
        boolean isSticky,
        boolean isNested,
        boolean hasCohorts,
        boolean mirrors,
        boolean hasPreview,
        GenerationPlace generation) {

    /** Where the generation is, by which a router knows what is newer. */
    public enum GenerationPlace {
        /** In the router, which refuses an older one. */
        ROUTER,
        /** Nowhere: what is in force is read back and compared. */
        NOWHERE
    }
}
