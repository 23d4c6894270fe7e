package dev.sluice.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All verbs. Only the one that is called is made: to look through all of them takes longer than to run one. */
final class Verbs {

    private static final Map<String, Function<Terminal, CommandLine>> VERBS = verbs();

    private Verbs() {}

    private static Map<String, Function<Terminal, CommandLine>> verbs() {
        Map<String, Function<Terminal, CommandLine>> verbs = new LinkedHashMap<>();
        verbs.put("create", of(CreateCommand::new));
        verbs.put("plan", of(PlanCommand::new));
        verbs.put("list", of(ListCommand::new));
        verbs.put("show", of(ShowCommand::new));
        verbs.put("watch", of(WatchCommand::new));
        verbs.put("why", of(WhyCommand::new));
        verbs.put("approvals", of(ApprovalsCommand::new));
        for (Decision decision : Decision.values()) {
            verbs.put(decision.word(), decision::command);
        }
        for (Order order : Order.values()) {
            verbs.put(order.word(), order::command);
        }
        verbs.put("promote", of(PromoteCommand::new));
        verbs.put("extend", of(ExtendCommand::new));
        verbs.put("apply", of(ApplyCommand::new));
        verbs.put("diff", of(DiffCommand::new));
        verbs.put("get", of(GetCommand::new));
        verbs.put("delete", of(DeleteCommand::new));
        verbs.put("instances", InstancesCommands::of);
        verbs.put("freeze", FreezeCommands::of);
        verbs.put("connection", ConnectionCommands::of);
        verbs.put("quarantine", QuarantineCommands::of);
        verbs.put("token", TokenCommands::of);
        verbs.put("audit", of(AuditCommand::new));
        verbs.put("whoami", of(WhoAmICommand::new));
        verbs.put("judge", of(_ -> new JudgeCommand()));
        verbs.put("completion", of(CompletionCommand::new));
        return verbs;
    }

    private static Function<Terminal, CommandLine> of(Function<Terminal, Object> command) {
        return terminal -> new CommandLine(command.apply(terminal));
    }

    static List<String> names() {
        return List.copyOf(VERBS.keySet());
    }

    /** The verb under its whole name, as it is typed. */
    static Optional<CommandLine> find(Terminal terminal, String name) {
        return Optional.ofNullable(VERBS.get(name))
                .map(verb -> verb.apply(terminal).setCommandName("sluice " + name));
    }

    /** The verbs under one root. */
    static CommandLine all(Terminal terminal) {
        CommandLine root = new CommandLine(new Root());
        VERBS.forEach((name, verb) -> root.addSubcommand(name, verb.apply(terminal)));
        return root;
    }

    @Command(
            name = "sluice",
            synopsisSubcommandLabel = "VERB",
            description = "Talks to a Sluice: releases, what they are made from, and who may touch them.",
            footer = {"", "sluice VERB --help says more. ./sluice help names the words that run a server."})
    private static final class Root {}
}
