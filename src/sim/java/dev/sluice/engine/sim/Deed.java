package dev.sluice.engine.sim;

import dev.sluice.engine.Intent;
import dev.sluice.engine.Request;
import dev.sluice.release.Command;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Spec;
import dev.sluice.release.Version;
import dev.sluice.security.Principal;
import dev.sluice.security.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a person wants to ask for. */
sealed interface Deed {

    /** As it is asked for. */
    Intent intent(ReleaseId made, String person);

    /** As it is written in the history. */
    static String text(Intent intent) {
        return intent.what()
                + switch (intent) {
                    case Intent.Create create ->
                        " " + create.request().service() + " "
                                + create.request().version().label();
                    case Intent.Retry retry -> " " + retry.of();
                    case Intent.Undo undo -> " " + undo.of();
                    case Intent.Order _, Intent.Approve _ -> " " + intent.release();
                };
    }

    record Create(String service, Version version, String strategy) implements Deed {
        @Override
        public Intent intent(ReleaseId made, String person) {
            Request request = new Request(
                    service,
                    ModelIntake.ENVIRONMENT,
                    version,
                    Map.of(),
                    Optional.of(strategy),
                    "",
                    List.of(),
                    Spec.Kind.ROLLOUT,
                    Optional.empty(),
                    person,
                    false);
            return new Intent.Create(made, request);
        }
    }

    record Tell(ReleaseId release, Command command) implements Deed {
        @Override
        public Intent intent(ReleaseId made, String person) {
            return command instanceof Command.Decide decide
                    ? new Intent.Approve(
                            release,
                            Optional.of(decide.step()),
                            decide.approve(),
                            "",
                            new Principal(person, true, Role.ADMIN, List.of()))
                    : new Intent.Order(release, command, person);
        }
    }

    record Retry(ReleaseId release) implements Deed {
        @Override
        public Intent intent(ReleaseId made, String person) {
            return new Intent.Retry(made, release, person, "");
        }
    }

    record Undo(ReleaseId release) implements Deed {
        @Override
        public Intent intent(ReleaseId made, String person) {
            return new Intent.Undo(made, release, person, "");
        }
    }
}
