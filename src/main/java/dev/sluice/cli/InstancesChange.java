package dev.sluice.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;

/** What can be done to the instances of a version. */
enum InstancesChange {
    SET("These are the instances of a version, and no others.") {
        @Override
        Set<String> apply(Set<String> before, List<String> given) {
            return new LinkedHashSet<>(given);
        }
    },
    ADD("Instances of a version were started beside those that there are.") {
        @Override
        Set<String> apply(Set<String> before, List<String> given) {
            Set<String> after = new LinkedHashSet<>(before);
            after.addAll(given);
            return after;
        }
    },
    REMOVE("Instances of a version are to get nobody any more, before they are stopped.") {
        @Override
        Set<String> apply(Set<String> before, List<String> given) {
            Set<String> after = new LinkedHashSet<>(before);
            for (String url : given) {
                if (!after.remove(url)) {
                    throw new Failed(
                            Exit.ERROR,
                            Json.printable(url) + " is no instance of it; there are " + String.join(", ", before));
                }
            }
            if (after.isEmpty()) {
                throw new Failed(Exit.ERROR, "a version keeps at least one instance; set names others in its place");
            }
            return after;
        }
    };

    private final String description;

    InstancesChange(String description) {
        this.description = description;
    }

    abstract Set<String> apply(Set<String> before, List<String> given);

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    CommandLine command(Terminal terminal) {
        CommandLine command = new CommandLine(new InstancesChangeCommand(terminal, this));
        command.getCommandSpec()
                .usageMessage()
                .description(description)
                .footer(
                        "",
                        "Example:",
                        "  sluice instances " + word()
                                + " shop prod-eu 1.42.0 http://10.0.0.7:8080 http://10.0.0.8:8080");
        return command;
    }
}
