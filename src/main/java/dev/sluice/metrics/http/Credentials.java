package dev.sluice.metrics.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** How Sluice shows who it is. Never printed: {@code toString} says only of which kind they are. */
public sealed interface Credentials {

    /** The value of the {@code Authorization} header. */
    Optional<String> authorization();

    /** The endpoint asks for nothing. */
    record None() implements Credentials {
        @Override
        public Optional<String> authorization() {
            return Optional.empty();
        }
    }

    /** A bearer token, RFC 6750. */
    record Bearer(String token) implements Credentials {
        @Override
        public Optional<String> authorization() {
            return Optional.of("Bearer " + token);
        }

        @Override
        public String toString() {
            return "Bearer[…]";
        }
    }

    /** User and password, RFC 7617. */
    record Basic(String user, String password) implements Credentials {
        @Override
        public Optional<String> authorization() {
            byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        }

        @Override
        public String toString() {
            return "Basic[…]";
        }
    }
}
