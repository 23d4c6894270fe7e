package dev.sluice.api;

import dev.sluice.catalogue.Flaw;
import dev.sluice.catalogue.InvalidDocument;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads lists of instances. */
final class EndpointList {

    private static final int MOST = 1_000;

    private EndpointList() {}

    /** Base URLs, http only, with host and port and nothing else. */
    static List<URI> checked(String pointer, @Nullable List<String> given) {
        if (given == null || given.isEmpty() || given.size() > MOST) {
            throw InvalidDocument.at(pointer, "must have 1 to " + MOST + " base URLs such as http://10.0.0.7:8080");
        }
        List<URI> urls = new ArrayList<>();
        List<Flaw> flaws = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            try {
                urls.add(url(given.get(i)));
            } catch (IllegalArgumentException wrong) {
                flaws.add(new Flaw(pointer + "/" + i, "must be a base URL such as http://10.0.0.7:8080"));
            }
        }
        if (!flaws.isEmpty()) {
            throw new InvalidDocument(flaws);
        }
        return urls.stream().distinct().toList();
    }

    private static URI url(@Nullable String text) {
        URI uri = URI.create(text == null ? "" : text);
        boolean plain = "http".equals(uri.getScheme())
                && uri.getHost() != null
                && uri.getPort() <= 65_535
                && uri.getUserInfo() == null
                && uri.getQuery() == null
                && uri.getFragment() == null
                && (uri.getPath().isEmpty() || uri.getPath().equals("/"));
        if (!plain) {
            throw new IllegalArgumentException("not a base URL");
        }
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        return URI.create("http://" + uri.getHost() + ":" + port);
    }
}
