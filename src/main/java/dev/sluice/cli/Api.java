package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The API of one Sluice.
 *
 * <p>By {@link HttpURLConnection}: {@code java.net.http} takes half a second to load, and most verbs make one request.
 */
final class Api {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 30_000;
    private static final String PAGE = "500";
    private static final int MOST_PAGES = 10;
    private static final int MOST_BYTES = 64_000_000;

    private final URI server;
    private final Optional<String> token;

    Api(URI server, Optional<String> token) {
        this.server = server;
        this.token = token;
    }

    /**
     * What was answered.
     *
     * @param etag empty where there was none
     * @param body as it came
     */
    record Answer(URI from, int status, String etag, String body) {

        JsonNode json() {
            return Json.parse(body)
                    .orElseThrow(() -> new Failed(
                            Exit.ERROR,
                            "what answers at " + from + " is not Sluice; is --server or SLUICE_URL right?"));
        }
    }

    /** A path of names that may hold anything. */
    static String path(String... segments) {
        return Arrays.stream(segments).map(Api::encoded).collect(Collectors.joining("/", "/v1/", ""));
    }

    /** A query of those parameters that have a value. */
    static String query(Map<String, String> parameters) {
        List<String> given = new ArrayList<>();
        parameters.forEach((name, value) -> {
            if (!value.isEmpty()) {
                given.add(name + "=" + encoded(value));
            }
        });
        return given.isEmpty() ? "" : "?" + String.join("&", given);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    Answer get(String path) {
        return accepted(exchange("GET", path, Map.of(), Optional.empty()));
    }

    /** Empty where there is nothing. */
    Optional<Answer> find(String path) {
        Answer answer = exchange("GET", path, Map.of(), Optional.empty());
        return answer.status() == 404 ? Optional.empty() : Optional.of(accepted(answer));
    }

    /** With a key of its own, so that it is done once even if a proxy on the way sends it twice. */
    Answer post(String path, JsonNode body) {
        return post(path, body, UUID.randomUUID().toString());
    }

    Answer post(String path, JsonNode body, String idempotencyKey) {
        return accepted(exchange("POST", path, Map.of("Idempotency-Key", idempotencyKey), Optional.of(body)));
    }

    /** The same, on condition that what is there is still what was answered with this ETag. */
    Answer postIfMatch(String path, JsonNode body, String etag) {
        Map<String, String> headers = new TreeMap<>(ifMatch(path, etag));
        headers.put("Idempotency-Key", UUID.randomUUID().toString());
        return accepted(exchange("POST", path, headers, Optional.of(body)));
    }

    /** Creates what must not be there. */
    Answer create(String path, JsonNode body) {
        return accepted(exchange("PUT", path, Map.of("If-None-Match", "*"), Optional.of(body)));
    }

    /** Replaces the revision with this ETag. Without one, nothing would say whose change is overwritten. */
    Answer replace(String path, JsonNode body, String etag) {
        return accepted(exchange("PUT", path, ifMatch(path, etag), Optional.of(body)));
    }

    /** Creates what was not there, or replaces what was. */
    Answer put(String path, JsonNode body, Optional<Answer> before) {
        return before.isEmpty()
                ? create(path, body)
                : replace(path, body, before.get().etag());
    }

    Answer delete(String path) {
        return accepted(exchange("DELETE", path, Map.of(), Optional.empty()));
    }

    /** Deletes the revision with this ETag. */
    Answer delete(String path, String etag) {
        return accepted(exchange("DELETE", path, ifMatch(path, etag), Optional.empty()));
    }

    private Map<String, String> ifMatch(String path, String etag) {
        if (etag.isEmpty()) {
            throw new Failed(
                    Exit.ERROR,
                    server + path + " is there, and was answered without an ETag; a proxy on the way takes it out:"
                            + " make it pass ETag and If-Match on");
        }
        return Map.of("If-Match", etag);
    }

    /** All items of a list, page by page, or the first thousands. */
    List<JsonNode> all(String path, Map<String, String> filters) {
        List<JsonNode> items = new ArrayList<>();
        String token = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            Map<String, String> query = new TreeMap<>(filters);
            query.put("limit", PAGE);
            query.put("pageToken", token);
            JsonNode answer = get(path + query(query)).json();
            answer.path("items").forEach(items::add);
            token = Json.text(answer, "nextPageToken");
            if (token.isEmpty()) {
                break;
            }
        }
        return items;
    }

    /**
     * Opens the stream of events behind the one with this id.
     *
     * @throws IOException when it can't be opened now, but perhaps later
     */
    HttpURLConnection events(String path, String lastEventId) throws IOException {
        HttpURLConnection connection = open("GET", path, "text/event-stream");
        if (!lastEventId.isEmpty()) {
            connection.setRequestProperty("Last-Event-ID", lastEventId);
        }
        int status = connection.getResponseCode();
        if (status >= 500) {
            throw new IOException("HTTP " + status);
        }
        if (status != 200) {
            accepted(answer(connection));
        }
        return connection;
    }

    private Answer exchange(String method, String path, Map<String, String> headers, Optional<JsonNode> body) {
        try {
            HttpURLConnection connection = open(method, path, "application/json");
            headers.forEach(connection::setRequestProperty);
            if (body.isPresent()) {
                connection.setRequestProperty("Content-Type", "application/json");
                connection.setDoOutput(true);
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(Json.write(body.get()).getBytes(UTF_8));
                }
            }
            return answer(connection);
        } catch (IOException away) {
            throw new Failed(
                    Exit.ERROR,
                    "no Sluice answers at " + server + " (" + away.getMessage()
                            + "); start one with ./sluice serve, or say where it is with --server or SLUICE_URL");
        }
    }

    private HttpURLConnection open(String method, String path, String accept) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(server + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Accept", accept);
        token.ifPresent(secret -> connection.setRequestProperty("Authorization", "Bearer " + secret));
        return connection;
    }

    private Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        String etag = connection.getHeaderField("ETag");
        InputStream stream = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
        try (InputStream body = stream == null ? InputStream.nullInputStream() : stream) {
            return new Answer(server, status, etag == null ? "" : etag, new String(Input.all(body, MOST_BYTES), UTF_8));
        }
    }

    private static Answer accepted(Answer answer) {
        if (answer.status() < 300) {
            return answer;
        }
        throw new Failed(
                Exit.ofStatus(answer.status()),
                ProblemText.of(answer),
                Json.parse(answer.body()).filter(problem -> problem.hasNonNull("detail")));
    }
}
