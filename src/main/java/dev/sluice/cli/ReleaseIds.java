package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds the release that is meant by the beginning of its id. */
final class ReleaseIds {

    private static final String PREFIX = "r-";
    private static final int FULL_LENGTH = PREFIX.length() + 26;
    private static final int PAGE = 500;
    private static final int MOST_PAGES = 10;
    private static final int MOST_SHOWN = 5;

    private ReleaseIds() {}

    /** A whole id is taken as it is, without asking: an abort must not depend on a list. */
    static String find(Api api, String given) {
        String lower = given.toLowerCase(Locale.ROOT);
        String beginning = lower.startsWith(PREFIX) ? lower : PREFIX + lower;
        if (beginning.length() >= FULL_LENGTH) {
            return beginning;
        }
        Set<String> found = search(api, beginning);
        return switch (found.size()) {
            case 0 ->
                throw new Failed(
                        Exit.ERROR,
                        "no release begins with " + Json.printable(beginning) + "; sluice list shows those there are");
            case 1 -> found.iterator().next();
            default ->
                throw new Failed(
                        Exit.USAGE,
                        "several releases begin with " + beginning + ": "
                                + String.join(
                                        ", ", found.stream().limit(MOST_SHOWN).toList())
                                + (found.size() > MOST_SHOWN ? ", …" : "") + "; type more of the id");
        };
    }

    private static Set<String> search(Api api, String beginning) {
        Set<String> found = new LinkedHashSet<>();
        String token = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            Map<String, String> query = new TreeMap<>(Map.of("limit", String.valueOf(PAGE), "pageToken", token));
            JsonNode answer = api.get(Api.path("releases") + Api.query(query)).json();
            for (JsonNode release : answer.path("items")) {
                String id = Json.text(release, "id");
                if (id.startsWith(beginning)) {
                    found.add(id);
                }
            }
            token = Json.text(answer, "nextPageToken");
            if (token.isEmpty()) {
                return found;
            }
        }
        return found;
    }
}
