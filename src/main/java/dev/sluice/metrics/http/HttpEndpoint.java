package dev.sluice.metrics.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;

/**
 * An endpoint outside.
 *
 * @param base under which its paths hang; {@code http} or {@code https}, without user, query or fragment
 * @param timeout for one answer, until its last byte
 */
public record HttpEndpoint(URI base, Credentials credentials, Duration timeout) {

    /** Scheme, host and port, as messages name it. */
    public String origin() {
        return base.getScheme() + "://" + base.getRawAuthority();
    }

    /** A request with its credentials, to a path below its base that begins without a slash. */
    public HttpRequest.Builder request(String path) {
        String under = base.toString();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create((under.endsWith("/") ? under : under + "/") + path));
        credentials.authorization().ifPresent(value -> request.header("Authorization", value));
        return request;
    }
}
