package dev.sluice.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which Sluice is meant, and who asks. A token is never an argument: arguments are seen by everybody on the machine. */
final class ServerOptions {

    private static final String USUAL = "http://127.0.0.1:8080";

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Where Sluice is (default: SLUICE_URL, else " + USUAL + ").")
    Optional<String> server = Optional.empty();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds the access token (default: the token in SLUICE_TOKEN).")
    Optional<Path> tokenFile = Optional.empty();

    Api api(Terminal terminal) {
        String url = server.orElseGet(() -> terminal.env("SLUICE_URL").isEmpty() ? USUAL : terminal.env("SLUICE_URL"));
        return new Api(base(url), token(terminal));
    }

    private static URI base(String url) {
        try {
            URI uri = URI.create(url.replaceAll("/+$", ""));
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getUserInfo() == null && uri.getRawQuery() == null) {
                return uri;
            }
        } catch (IllegalArgumentException notAUrl) {
            throw new Failed(Exit.USAGE, notAServer(url));
        }
        throw new Failed(Exit.USAGE, notAServer(url));
    }

    private static String notAServer(String url) {
        return "--server or SLUICE_URL must be a URL such as " + USUAL + ", not " + Json.printable(url);
    }

    private Optional<String> token(Terminal terminal) {
        String token = tokenFile
                .map(ServerOptions::read)
                .orElseGet(() -> terminal.env("SLUICE_TOKEN"))
                .strip();
        if (token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new Failed(Exit.USAGE, "the token must be one word, as it was shown when it was made");
        }
        return Optional.of(token).filter(text -> !text.isEmpty());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Failed(Exit.USAGE, "--token-file " + file + " can't be read");
        }
    }
}
