package dev.sluice.demo;

import static java.util.stream.Collectors.joining;

import io.netty.handler.codec.http.cookie.ClientCookieDecoder;
import io.netty.handler.codec.http.cookie.Cookie;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One customer: keeps the cookies that she was given. Lives on one event loop. */
final class Shopper {

    private final Map<String, String> cookies = new TreeMap<>();

    /** The value of the {@code Cookie} header. */
    Optional<String> cookies() {
        return cookies.isEmpty()
                ? Optional.empty()
                : Optional.of(cookies.entrySet().stream()
                        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                        .collect(joining("; ")));
    }

    /** Takes what {@code Set-Cookie} headers give, and gives up what they take away. */
    void keep(List<String> given) {
        for (String header : given) {
            Optional<Cookie> cookie = Optional.ofNullable(ClientCookieDecoder.LAX.decode(header));
            cookie.ifPresent(one -> {
                if (one.maxAge() == 0) {
                    cookies.remove(one.name());
                } else {
                    cookies.put(one.name(), one.value());
                }
            });
        }
    }
}
