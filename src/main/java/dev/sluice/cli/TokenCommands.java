package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.security.NewToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code token create}, {@code token list}, {@code token revoke}. */
final class TokenCommands {

    private TokenCommands() {}

    static CommandLine of(Terminal terminal) {
        return Group.of(
                        "token",
                        "Access tokens. From the first on, every call needs one; the first is an admin's.",
                        "token create anna --role admin")
                .addSubcommand("create", new Create(terminal))
                .addSubcommand("list", new Listing(terminal))
                .addSubcommand("revoke", new Revoke(terminal));
    }

    @Command(
            name = "create",
            description = "Makes a token and prints its secret, alone on standard output, this once.",
            footer = {
                "",
                "Example:",
                "  sluice token create ci-shop --role releaser --kind ci --expires 90d",
                "  sluice token create anna --role admin --data-dir ~/.sluice"
            })
    private static final class Create extends Verb {

        @Parameters(index = "0", paramLabel = "NAME", description = "Whose it is; all tokens of a person carry it.")
        String name = "";

        @Option(
                names = "--role",
                required = true,
                paramLabel = "ROLE",
                description = "viewer, releaser, approver, operator or admin.")
        String role = "";

        @Option(names = "--kind", paramLabel = "KIND", description = "person or ci (default: person).")
        Optional<String> kind = Optional.empty();

        @Option(
                names = "--group",
                paramLabel = "NAME",
                description = "A group that approval steps may ask for; may be repeated.")
        List<String> groups = new ArrayList<>();

        @Option(names = "--expires", paramLabel = "DURATION", description = "After so long (default: 90d).")
        Optional<String> expires = Optional.empty();

        @Mixin
        final OfflineToken offline = new OfflineToken();

        Create(Terminal terminal) {
            super(terminal);
        }

        @Override
        Exit run(Api api) {
            if (offline.isAsked()) {
                return offline();
            }
            ObjectNode body = Json.object().put("name", name).put("role", role);
            kind.ifPresent(word -> body.put("kind", word));
            expires.ifPresent(text -> body.put("expiresIn", text));
            groups.forEach(body.withArray("groups")::add);
            Api.Answer answer = api.post(Api.path("tokens"), body);
            if (!json) {
                tell(answer.json());
            }
            return show(answer, token -> Json.text(token, "secret"));
        }

        private Exit offline() {
            OfflineToken.Made made =
                    offline.make(terminal(), new NewToken(name, kind.orElse(null), role, groups, expires.orElse(null)));
            ObjectNode token = Json.object()
                    .put("id", made.token().id())
                    .put("name", made.token().name())
                    .put("kind", made.token().kind())
                    .put("role", made.token().role())
                    .put("expiresAt", made.token().expiresAt().toString())
                    .put("secret", made.secret().text());
            if (!json) {
                tell(token);
            }
            print(json ? Json.write(token) : made.secret().text());
            return Exit.DONE;
        }

        private void tell(JsonNode token) {
            terminal()
                    .err()
                    .println("Token " + Json.text(token, "id") + " for " + Json.text(token, "name") + ", role "
                            + Json.text(token, "role") + ", until "
                            + new Times(terminal().zone()).full(Json.text(token, "expiresAt"))
                            + ". It is shown this once; keep it in SLUICE_TOKEN or in a file for --token-file:");
            PlanText.texts(token.path("warnings"))
                    .forEach(warning -> terminal().err().println("Warning: " + warning));
        }
    }

    @Command(
            name = "list",
            description = "Shows tokens, the newest first, without their secrets.",
            footer = {"", "Example:", "  sluice token list"})
    private static final class Listing extends Verb {

        Listing(Terminal terminal) {
            super(terminal);
        }

        @Override
        Exit run(Api api) {
            Exit exit = show(api.get(Api.path("tokens") + "?limit=500"), this::text);
            PlanText.texts(api.get(Api.path("whoami")).json().path("warnings"))
                    .forEach(warning -> terminal().err().println("Warning: " + warning));
            return exit;
        }

        private String text(JsonNode page) {
            Times times = new Times(terminal().zone());
            Table table = new Table("TOKEN", "NAME", "KIND", "ROLE", "GROUPS", "ENDS IN", "BY", "GOOD UNTIL");
            for (JsonNode token : page.path("items")) {
                table.row(
                        Json.text(token, "id"),
                        Json.text(token, "name"),
                        Json.text(token, "kind"),
                        Json.text(token, "role"),
                        String.join(", ", PlanText.texts(token.path("groups"))),
                        "…" + Json.text(token, "lastFour"),
                        Json.text(token, "createdBy"),
                        token.hasNonNull("revokedAt") ? "revoked" : times.full(Json.text(token, "expiresAt")));
            }
            return table.isEmpty() ? "No tokens: whoever is on the server's machine may do everything." : "" + table;
        }
    }

    @Command(
            name = "revoke",
            description = "Makes a token worthless; it takes effect within 2 s.",
            footer = {"", "Example:", "  sluice token revoke t-01k9b2…"})
    private static final class Revoke extends Verb {

        @Parameters(index = "0", paramLabel = "ID", description = "As token list shows it.")
        String id = "";

        Revoke(Terminal terminal) {
            super(terminal);
        }

        @Override
        Exit run(Api api) {
            api.delete(Api.path("tokens", id));
            print(json ? Json.write(Json.object().put("revoked", id)) : id + " is revoked.");
            return Exit.DONE;
        }
    }
}
