package dev.sluice.metrics.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/** One question to an endpoint over HTTP: no redirects, no compression, at most 5 MB. */
final class HttpExchange implements AutoCloseable {

    static final int LARGEST_ANSWER_BYTES = 5 * 1024 * 1024;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final HttpEndpoint endpoint;
    private final HttpClient client;

    HttpExchange(HttpEndpoint endpoint) {
        this.endpoint = endpoint;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /**
     * Asks, and waits for the whole answer; the caller limits the time by interrupting.
     *
     * @param reasonIn what an answer that is none says about why
     * @throws Unavailable when the endpoint is in trouble
     * @throws Unanswered when it answers, but not this question
     */
    byte[] ask(HttpRequest question, Function<byte[], String> reasonIn)
            throws Unavailable, Unanswered, InterruptedException {
        Addresses.check(question.uri().getHost());
        HttpResponse<byte[]> response = exchange(question);
        int status = response.statusCode();
        if (status >= 500 || status == 429) {
            throw new Unavailable(endpoint.origin() + " answered " + status);
        }
        if (status >= 300 && status < 400) {
            throw Unanswered.failed(endpoint.origin() + " answered " + status + ", a redirect, which is not followed");
        }
        if (status == 401 || status == 403) {
            throw Unanswered.failed(endpoint.origin() + " answered " + status + ": check the connection's credentials");
        }
        if (status != 200) {
            throw Unanswered.failed(endpoint.origin() + " answered " + status + ": " + reasonIn.apply(response.body()));
        }
        return response.body();
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) throws Unavailable, Unanswered, InterruptedException {
        try {
            return client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER_BYTES));
        } catch (HttpConnectTimeoutException e) {
            throw new Unavailable("cannot connect to " + endpoint.origin() + ": no answer within "
                    + CONNECT_TIMEOUT.toMillis() / 1000.0 + " s");
        } catch (ConnectException e) {
            throw new Unavailable("cannot connect to " + endpoint.origin() + ": connection refused");
        } catch (SSLException e) {
            throw new Unavailable("cannot connect to " + endpoint.origin() + ": TLS failed, " + e.getMessage());
        } catch (IOException e) {
            if (isTooLarge(e)) {
                throw Unanswered.failed(endpoint.origin() + " answered with more than 5 MB: select fewer series");
            }
            throw new Unavailable("the connection to " + endpoint.origin() + " broke before the answer was complete");
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
