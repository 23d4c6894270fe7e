package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks for releases. */
record Releases(Api api) {

    private static final int PAGE = 500;
    private static final int MOST_PAGES = 10;
    private static final int MOST_SHOWN = 5;

    /** Ids with this beginning, the newest first; as they are in order, those behind it needn't be read. */
    List<String> beginningWith(String beginning) {
        List<String> found = new ArrayList<>();
        String token = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode answer = page("", "", "", PAGE, token);
            for (JsonNode release : answer.path("items")) {
                String id = Json.text(release, "id");
                if (id.startsWith(beginning)) {
                    found.add(id);
                } else if (id.compareTo(beginning) < 0) {
                    return found;
                }
            }
            token = Json.text(answer, "nextPageToken");
            if (token.isEmpty()) {
                return found;
            }
        }
        throw new Failed(
                Exit.ERROR,
                "the releases that begin with " + beginning + " are older than the newest " + PAGE * MOST_PAGES
                        + "; type the whole id");
    }

    /** The one that was found. */
    static String only(String beginning, List<String> ids) {
        return switch (ids.size()) {
            case 0 ->
                throw new Failed(
                        Exit.ERROR,
                        "no release begins with " + Json.printable(beginning) + "; sluice list shows those there are");
            case 1 -> ids.getFirst();
            default ->
                throw new Failed(
                        Exit.USAGE,
                        "several releases begin with " + beginning + ": " + some(ids) + "; type more of the id");
        };
    }

    static String some(List<String> ids) {
        return String.join(", ", ids.stream().limit(MOST_SHOWN).toList()) + (ids.size() > MOST_SHOWN ? ", …" : "");
    }

    boolean isService(String name) {
        return !page(name, "", "", 1, "").path("items").isEmpty()
                || api.find(Api.path("services", name)).isPresent();
    }

    /** The newest of all; an empty name filters nothing. */
    JsonNode latest(String service, String environment) {
        JsonNode newest = page(service, environment, "", 1, "").path("items").path(0);
        if (newest.isMissingNode()) {
            Names.demand(api, "services", service);
            Names.demand(api, "environments", environment);
            throw new Failed(Exit.ERROR, "there are no releases" + of(service) + in(environment) + " yet");
        }
        return newest;
    }

    /** The one that a verb means by a service; several that could be meant are listed, and none is taken. */
    JsonNode ofService(String service, Optional<String> environment, Which which) {
        if (service.isEmpty() || environment.filter(String::isEmpty).isPresent()) {
            throw new Failed(Exit.USAGE, "which release? Say its id, its service, SERVICE/ENVIRONMENT, or latest");
        }
        String where = environment.orElse("");
        if (which == Which.NEWEST) {
            return latest(service, where);
        }
        List<JsonNode> candidates = candidates(service, where, which);
        if (candidates.isEmpty()) {
            String newest = described(latest(service, where));
            throw new Failed(
                    Exit.ERROR, "there is no " + which.what() + of(service) + in(where) + "; the newest is " + newest);
        }
        if (candidates.size() > 1) {
            throw new Failed(
                    Exit.USAGE,
                    "several releases of " + service + " can be meant; say which by its id, or " + service
                            + "/ENVIRONMENT:\n"
                            + candidates.stream()
                                    .map(release -> "  " + described(release))
                                    .collect(Collectors.joining("\n")));
        }
        return candidates.getFirst();
    }

    /** All that move; of what is over, or only waits, the newest of each environment. */
    private List<JsonNode> candidates(String service, String environment, Which which) {
        List<JsonNode> found = new ArrayList<>();
        for (String phase : which.phases()) {
            page(service, environment, phase, PAGE, "").path("items").forEach(found::add);
        }
        if (which == Which.MOVING) {
            List<JsonNode> moving = found.stream()
                    .filter(release -> !Json.text(release, "phase").equals("PENDING"))
                    .toList();
            return moving.isEmpty() ? found : moving;
        }
        Map<String, JsonNode> newest = new LinkedHashMap<>();
        found.stream()
                .sorted(Comparator.comparing((JsonNode release) -> Json.text(release, "id"))
                        .reversed())
                .forEach(release -> newest.putIfAbsent(Json.text(release, "environment"), release));
        return List.copyOf(newest.values());
    }

    private JsonNode page(String service, String environment, String phase, int limit, String token) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("limit", String.valueOf(limit));
        query.put("service", service);
        query.put("environment", environment);
        query.put("phase", phase);
        query.put("pageToken", token);
        return api.get(Api.path("releases") + Api.query(query)).json();
    }

    private static String described(JsonNode release) {
        return Json.text(release, "id") + ", " + ReleaseText.name(release) + ", " + Json.text(release, "phase");
    }

    private static String of(String service) {
        return service.isEmpty() ? "" : " of " + Json.printable(service);
    }

    private static String in(String environment) {
        return environment.isEmpty() ? "" : " in " + Json.printable(environment);
    }
}
