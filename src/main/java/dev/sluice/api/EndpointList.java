package dev.sluice.api;

import dev.sluice.traffic.OwnPorts;
import dev.sluice.validation.Flaw;
import dev.sluice.validation.InvalidDocument;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
                URI url = url(given.get(i));
                Flaw.at(pointer + "/" + i, problem(url)).ifPresent(flaws::add);
                urls.add(url);
            } catch (IllegalArgumentException wrong) {
                flaws.add(new Flaw(
                        pointer + "/" + i,
                        "must be a base URL with a port of 1 to 65535, such as http://10.0.0.7:8080"));
            }
        }
        if (!flaws.isEmpty()) {
            throw new InvalidDocument(flaws);
        }
        return urls.stream().distinct().toList();
    }

    /** What is wrong with an address at which no instance of a version can be. */
    private static Optional<String> problem(URI url) {
        Optional<String> own = OwnPorts.at(url);
        if (own.isPresent()) {
            return Optional.of("is " + own.get() + " of Sluice itself, not an instance of a version");
        }
        return OwnPorts.address(url.getHost())
                .filter(address ->
                        address.isLinkLocalAddress() || address.isAnyLocalAddress() || address.isMulticastAddress())
                .map(_ ->
                        "must be the address of one instance; link-local, multicast and unspecified addresses are not");
    }

    private static URI url(@Nullable String text) {
        URI uri = URI.create(text == null ? "" : text);
        boolean plain = "http".equals(uri.getScheme())
                && uri.getHost() != null
                && uri.getPort() != 0
                && uri.getPort() <= 65_535
                && uri.getUserInfo() == null
                && uri.getQuery() == null
                && uri.getFragment() == null
                && (uri.getPath().isEmpty() || uri.getPath().equals("/"));
        if (!plain) {
            throw new IllegalArgumentException("not a base URL");
        }
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        return URI.create("http://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port);
    }
}
