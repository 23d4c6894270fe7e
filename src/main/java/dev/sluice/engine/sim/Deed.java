package dev.sluice.engine.sim;

import dev.sluice.release.Command;
import dev.sluice.release.Plan;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Version;

/** What a request asks for. */
sealed interface Deed {

    /** As it is written in the history. */
    String text();

    record Create(String service, Version version, Plan plan) implements Deed {
        @Override
        public String text() {
            return "create " + service + " " + version.label();
        }
    }

    record Tell(ReleaseId release, Command command) implements Deed {
        @Override
        public String text() {
            return (command instanceof Command.Decide decide
                            ? decide.approve() ? "approve" : "reject"
                            : command.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT))
                    + " " + release;
        }
    }

    record Retry(ReleaseId release) implements Deed {
        @Override
        public String text() {
            return "retry " + release;
        }
    }

    record Undo(ReleaseId release) implements Deed {
        @Override
        public String text() {
            return "undo " + release;
        }
    }
}
