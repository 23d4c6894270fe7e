package dev.sluice.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.validation.Durations;
import dev.sluice.validation.Flaws;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A registered endpoint outside, so that a release names it and never an address.
 *
 * @param scrapeInterval how often the source takes its samples
 * @param bearerToken write-only: never in an answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionDocument(
        @Nullable String name,
        @Nullable String type,
        @Nullable String url,
        @Nullable String scrapeInterval,
        @Nullable String bearerToken) {

    private static final Duration SCRAPE = Duration.ofSeconds(15);
    private static final String HIDDEN = "••••";

    /**
     * With defaults filled in. What is sent back as it was shown keeps its secret.
     *
     * @param before what was there
     */
    public ConnectionDocument checked(String nameInUrl, Optional<ConnectionDocument> before) {
        Flaws flaws = new Flaws();
        flaws.name("/name", nameInUrl);
        Named.sameName(flaws, name, nameInUrl);
        if (type == null) {
            flaws.add("/type", "must be prometheus");
        }
        flaws.oneOf("/type", type, "prometheus", Map.of("prometheus", "prometheus"));
        if (!isHttpUrl(url)) {
            flaws.add("/url", "must be an http or https base URL without user, query or fragment");
        }
        Duration scrape =
                flaws.duration("/scrapeInterval", scrapeInterval, SCRAPE, Duration.ofSeconds(1), Duration.ofMinutes(5));
        boolean shown = HIDDEN.equals(bearerToken);
        // A secret goes to the address that it was given for, and to no other.
        String kept = before.filter(known -> Objects.equals(known.url, url))
                .map(ConnectionDocument::bearerToken)
                .orElse(null);
        if (shown && kept == null) {
            flaws.add("/bearerToken", "must be the token itself: none is kept for this url");
        }
        flaws.throwIfAny();
        String token = shown ? kept : bearerToken;
        return new ConnectionDocument(nameInUrl, "prometheus", url, Durations.format(scrape), token);
    }

    /** As it may be shown. */
    public ConnectionDocument hidingSecrets() {
        return new ConnectionDocument(name, type, url, scrapeInterval, bearerToken == null ? null : HIDDEN);
    }

    /** The URL of a checked document. */
    public String address() {
        return Objects.requireNonNull(url, "only a checked connection has an address");
    }

    /** The interval of a checked document. */
    public Duration scrapes() {
        return scrapeInterval == null ? SCRAPE : Durations.parse(scrapeInterval).orElse(SCRAPE);
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
