package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The release that is meant: by its id, the beginning of its id, its service, or as the latest. */
final class ReleaseArgument {

    private static final String LATEST = "latest";
    private static final String PREFIX = "r-";
    private static final int FULL_LENGTH = PREFIX.length() + 26;

    /** Ids are ULIDs: 26 of Crockford's digits, the first at most 7. */
    private static final Pattern ID_BEGINS = Pattern.compile("[0-7][0-9a-hjkmnp-tv-z]*");

    @Parameters(
            index = "0",
            paramLabel = "RELEASE",
            description = {
                "Its id, the beginning of its id, its service, SERVICE/ENVIRONMENT, or latest.",
                "Of a service: its newest, or what the verb can change."
            })
    String given = "";

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "Where, when the release is named by its service or as latest.")
    Optional<String> environment = Optional.empty();

    @Option(names = "--service", paramLabel = "NAME", description = "Whose, when the release is named as latest.")
    Optional<String> service = Optional.empty();

    /**
     * Its id. What was not named by an id is said on standard error, so that nobody takes it for another.
     *
     * <p>A whole id is taken as it is, without asking: an abort must not depend on a list.
     */
    String find(Api api, Terminal terminal, Which which) {
        String lower = given.toLowerCase(Locale.ROOT);
        if (isWholeId(lower)) {
            alone();
            return lower.startsWith(PREFIX) ? lower : PREFIX + lower;
        }
        Releases releases = new Releases(api);
        if (lower.startsWith(PREFIX)) {
            alone();
            return Releases.only(lower, releases.beginningWith(lower));
        }
        return named(releases, terminal, which, lower);
    }

    private String named(Releases releases, Terminal terminal, Which which, String lower) {
        int slash = given.indexOf('/');
        if (slash >= 0) {
            alone();
            String inEnvironment = given.substring(slash + 1);
            return said(terminal, releases.ofService(given.substring(0, slash), Optional.of(inEnvironment), which));
        }
        if (given.equals(LATEST)) {
            return said(terminal, releases.latest(service.orElse(""), environment.orElse("")));
        }
        if (service.isPresent()) {
            throw new Failed(Exit.USAGE, "--service goes with latest; " + Json.printable(given) + " names one already");
        }
        List<String> ids = ID_BEGINS.matcher(lower).matches() ? releases.beginningWith(PREFIX + lower) : List.of();
        if (ids.isEmpty()) {
            return said(terminal, releases.ofService(given, environment, which));
        }
        if (releases.isService(given)) {
            throw new Failed(
                    Exit.USAGE,
                    given + " is a service and the beginning of " + Releases.some(ids) + "; say " + given
                            + "/ENVIRONMENT or " + PREFIX + lower);
        }
        alone();
        return Releases.only(PREFIX + lower, ids);
    }

    private static boolean isWholeId(String text) {
        String digits = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        return digits.length() + PREFIX.length() >= FULL_LENGTH
                && (text.startsWith(PREFIX) || ID_BEGINS.matcher(text).matches());
    }

    private void alone() {
        if (environment.isPresent() || service.isPresent()) {
            throw new Failed(
                    Exit.USAGE,
                    "--service and --environment go with latest or a service, and " + Json.printable(given)
                            + " says which release already");
        }
    }

    private String said(Terminal terminal, JsonNode release) {
        String id = Json.text(release, "id");
        terminal.err()
                .println(Json.printable(given) + " is " + id + ", " + ReleaseText.name(release) + ", "
                        + Json.text(release, "phase") + ".");
        return id;
    }
}
