package dev.sluice.metrics.prometheus;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.sluice.connection.ConnectionDocument;
import dev.sluice.metrics.http.Credentials;
import dev.sluice.validation.Durations;
import dev.sluice.validation.Flaws;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A Prometheus, or what answers its queries.
 *
 * @param scrapeInterval how often the source takes its samples
 * @param bearerToken write-only: never in an answer
 */
@JsonDeserialize(using = JsonDeserializer.None.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "PrometheusConnection")
public record PrometheusEndpoint(
        @Schema(description = "as in the URL") @Nullable String name,
        @Schema(description = "prometheus") @Nullable String type,

        @Schema(description = "base URL, http or https") @Nullable
        String url,

        @Schema(description = "how often it takes its samples; default 15s") @Nullable
        String scrapeInterval,

        @Schema(description = "write-only, shown as ••••; sent back so, it stays as it is, unless the url" + " changes")
        @Nullable
        String bearerToken)
        implements ConnectionDocument {

    private static final Duration SCRAPE = Duration.ofSeconds(15);

    @Override
    public ConnectionDocument checked(String nameInUrl, Optional<ConnectionDocument> before) {
        Flaws flaws = new Flaws();
        flaws.name("/name", nameInUrl);
        flaws.sameName(name, nameInUrl);
        if (!isHttpUrl(url)) {
            flaws.add("/url", "must be an http or https base URL without user, query or fragment");
        }
        Duration scrape =
                flaws.duration("/scrapeInterval", scrapeInterval, SCRAPE, Duration.ofSeconds(1), Duration.ofMinutes(5));
        boolean shown = HIDDEN.equals(bearerToken);
        // A secret goes to the address that it was given for, and to no other.
        String kept = before.filter(PrometheusEndpoint.class::isInstance)
                .map(PrometheusEndpoint.class::cast)
                .filter(known -> Objects.equals(known.url, url))
                .map(PrometheusEndpoint::bearerToken)
                .orElse(null);
        if (shown && kept == null) {
            flaws.add("/bearerToken", "must be the token itself: none is kept for this url");
        }
        flaws.throwIfAny();
        String token = shown ? kept : bearerToken;
        return new PrometheusEndpoint(nameInUrl, PrometheusType.NAME, url, Durations.format(scrape), token);
    }

    @Override
    public ConnectionDocument hidingSecrets() {
        return new PrometheusEndpoint(name, type, url, scrapeInterval, bearerToken == null ? null : HIDDEN);
    }

    /** How the endpoint of a checked document is asked. */
    PrometheusConnection connection() {
        URI base = URI.create(Objects.requireNonNull(url, "only a checked connection has an address"));
        Duration scrapes = scrapeInterval == null
                ? SCRAPE
                : Durations.parse(scrapeInterval).orElse(SCRAPE);
        PrometheusConnection plain = PrometheusConnection.to(base).scrapedEvery(scrapes);
        return bearerToken == null ? plain : plain.as(new Credentials.Bearer(bearerToken));
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "connection " + name;
    }

    private static boolean isHttpUrl(@Nullable String text) {
        if (text == null) {
            return false;
        }
        try {
            URI uri = URI.create(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null;
        } catch (IllegalArgumentException notAUrl) {
            return false;
        }
    }
}
