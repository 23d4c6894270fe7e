package dev.sluice.metrics.prometheus;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.sluice.metrics.http.GuardedHttp;
import dev.sluice.metrics.http.HttpEndpoint;
import dev.sluice.metrics.http.Unanswered;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Questions and their answers, each asked once a moment however many releases ask it. */
final class PrometheusQueries implements AutoCloseable {

    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final int MOST_KEPT = 500;

    private record Question(String expression, Instant at) {}

    private final HttpEndpoint endpoint;
    private final GuardedHttp prometheus;
    private final Cache<Question, CompletableFuture<QueryResult>> answers = CacheBuilder.newBuilder()
            .expireAfterWrite(KEPT)
            .maximumSize(MOST_KEPT)
            .build();

    PrometheusQueries(PrometheusConnection connection, Clock clock) {
        this.endpoint = connection.endpoint();
        this.prometheus = new GuardedHttp(endpoint, clock);
    }

    /** The raw samples of {@code selector} from {@code reach} before {@code end} to {@code end}. */
    List<Series> samples(String selector, Duration reach, Instant end) throws Unanswered {
        QueryResult answer = evaluate(selector + "[" + reach.toMillis() + "ms]", end);
        if (answer instanceof QueryResult.Matrix(List<Series> series)) {
            return series;
        }
        throw Unanswered.failed("'" + selector + "' gave a " + answer.type() + " where raw samples were expected");
    }

    /** The value of an expression at a moment. */
    QueryResult evaluate(String expression, Instant at) throws Unanswered {
        Question question = new Question(expression, at);
        CompletableFuture<QueryResult> mine = new CompletableFuture<>();
        CompletableFuture<QueryResult> first = answers.asMap().putIfAbsent(question, mine);
        if (first != null) {
            return outcome(first);
        }
        try {
            mine.complete(AnswerReader.read(prometheus.ask(request(expression, at), AnswerReader::reasonIn)));
        } catch (Unanswered | RuntimeException | Error e) {
            // Whatever it was: those who wait for this answer must not wait for ever.
            mine.completeExceptionally(e);
            answers.invalidate(question);
        }
        return outcome(mine);
    }

    private HttpRequest request(String expression, Instant at) {
        String time = "%d.%03d".formatted(at.getEpochSecond(), at.getNano() / 1_000_000);
        String form = "query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8) + "&time=" + time;
        return endpoint.request("api/v1/query")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
    }

    private static QueryResult outcome(CompletableFuture<QueryResult> future) throws Unanswered {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Unanswered reason) {
                throw reason;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        prometheus.close();
    }
}
