package dev.sluice.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names of documents: whether they are there, and which there are that look like one that isn't. */
final class Names {

    private static final int MOST_SHOWN = 3;

    private Names() {}

    /**
     * Fails with names that are like it when the API has none of this name.
     *
     * @param collection services, environments or freezes
     * @param name nothing is demanded when it is empty
     */
    static void demand(Api api, String collection, String name) {
        if (!name.isEmpty() && api.find(Api.path(collection, name)).isEmpty()) {
            throw missing(api, collection, name);
        }
    }

    /** What to say of a name that isn't in a collection whose name is that of one and an s. */
    static Failed missing(Api api, String collection, String name) {
        return missing(api, collection.substring(0, collection.length() - 1), Api.path(collection), name);
    }

    /**
     * What to say of a name that isn't there.
     *
     * @param kind of one: service, strategy
     * @param path where the API lists them
     */
    static Failed missing(Api api, String kind, String path, String name) {
        return new Failed(Exit.ERROR, "there is no " + kind + " " + Json.printable(name) + like(name, all(api, path)));
    }

    /** {@code ; did you mean shop?}, or which there are when they are few. */
    static String like(String name, List<String> known) {
        List<String> close = known.stream()
                .filter(other -> isLike(name, other))
                .sorted(Comparator.comparingInt((String other) -> distance(name, other)))
                .limit(MOST_SHOWN)
                .toList();
        if (!close.isEmpty()) {
            return "; did you mean " + String.join(" or ", close) + "?";
        }
        if (known.isEmpty()) {
            return "; there are none yet";
        }
        return known.size() <= MOST_SHOWN ? "; there is " + String.join(", ", known) : "";
    }

    private static List<String> all(Api api, String path) {
        return api.all(path, Map.of()).stream()
                .map(item -> Json.text(item, "name"))
                .toList();
    }

    private static boolean isLike(String name, String other) {
        String typed = name.toLowerCase(Locale.ROOT);
        boolean part = typed.length() > 2 && (other.startsWith(typed) || typed.startsWith(other));
        return part || distance(typed, other) <= Math.max(1, other.length() / 3);
    }

    /** How many letters must be added, left out, changed or swapped with their neighbour. */
    static int distance(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : cheapest(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int cheapest(int[][] cost, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int best = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
