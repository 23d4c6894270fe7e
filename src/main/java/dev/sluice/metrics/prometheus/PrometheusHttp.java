package dev.sluice.metrics.prometheus;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLException;

/** One question to the endpoint over HTTP: no redirects, no compression, at most 5 MB. */
final class PrometheusHttp implements AutoCloseable {

    static final int LARGEST_ANSWER_BYTES = 5 * 1024 * 1024;

    private final PrometheusConnection connection;
    private final URI query;
    private final HttpClient client;

    PrometheusHttp(PrometheusConnection connection) {
        this.connection = connection;
        String base = connection.base().toString();
        this.query = URI.create((base.endsWith("/") ? base : base + "/") + "api/v1/query");
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PrometheusConnection.CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /**
     * Asks, and waits for the whole answer; the caller limits the time by interrupting.
     *
     * @throws Unavailable when the endpoint is in trouble
     * @throws Unanswered when it answers, but not this question
     */
    byte[] ask(String expression, Instant at) throws Unavailable, Unanswered, InterruptedException {
        Addresses.check(connection.base().getHost());
        HttpResponse<byte[]> response = exchange(request(expression, at));
        int status = response.statusCode();
        if (status >= 500 || status == 429) {
            throw new Unavailable(connection.origin() + " answered " + status);
        }
        if (status >= 300 && status < 400) {
            throw Unanswered.failed(
                    connection.origin() + " answered " + status + ", a redirect, which is not followed");
        }
        if (status == 401 || status == 403) {
            throw Unanswered.failed(
                    connection.origin() + " answered " + status + ": check the connection's credentials");
        }
        if (status != 200) {
            throw Unanswered.failed(
                    connection.origin() + " answered " + status + ": " + AnswerReader.reasonIn(response.body()));
        }
        return response.body();
    }

    private HttpRequest request(String expression, Instant at) {
        String time = "%d.%03d".formatted(at.getEpochSecond(), at.getNano() / 1_000_000);
        String form = "query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8) + "&time=" + time;
        HttpRequest.Builder request = HttpRequest.newBuilder(query)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        connection.credentials().authorization().ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) throws Unavailable, Unanswered, InterruptedException {
        try {
            return client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER_BYTES));
        } catch (HttpConnectTimeoutException e) {
            throw new Unavailable("cannot connect to " + connection.origin() + ": no answer within "
                    + PrometheusConnection.CONNECT_TIMEOUT.toMillis() / 1000.0 + " s");
        } catch (ConnectException e) {
            throw new Unavailable("cannot connect to " + connection.origin() + ": connection refused");
        } catch (SSLException e) {
            throw new Unavailable("cannot connect to " + connection.origin() + ": TLS failed, " + e.getMessage());
        } catch (IOException e) {
            if (isTooLarge(e)) {
                throw Unanswered.failed(connection.origin() + " answered with more than 5 MB: select fewer series");
            }
            throw new Unavailable("the connection to " + connection.origin() + " broke before the answer was complete");
        }
    }

    // The client has no exception of its own for this; a test holds the word.
    private static boolean isTooLarge(IOException e) {
        return String.valueOf(e.getMessage()).contains("capacity");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
