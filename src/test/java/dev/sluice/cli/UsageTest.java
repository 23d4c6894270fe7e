package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What {@code ./sluice} alone says, held against the verbs that there are. */
class UsageTest {

    /** What {@code ./sluice} does without the command line. */
    private static final Set<String> OF_THE_SCRIPT = Set.of("demo", "serve", "sample", "test", "sim", "bench");

    private static final Pattern WORD = Pattern.compile("(?m)^  \\./sluice ([a-z]+)");

    private static String usage() throws IOException {
        Process script = new ProcessBuilder("bash", Path.of("sluice").toString()).start();
        return new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void lists_every_word_once_and_no_other() throws IOException {
        List<String> all = new ArrayList<>(Verbs.names());
        all.addAll(OF_THE_SCRIPT);

        List<String> listed = WORD.matcher(usage())
                .results()
                .map(MatchResult::group)
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();

        assertThat(listed).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void fits_a_terminal_of_80_columns() throws IOException {
        assertThat(usage().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void every_verb_and_every_verb_below_a_word_shows_an_example() {
        Set<String> without = new TreeSet<>();
        Terminal nowhere = Run.terminal(new StringWriter(), new StringWriter(), "", false, Map.of());
        for (String verb : Verbs.names()) {
            collect(Verbs.find(nowhere, verb).orElseThrow(), without);
        }
        assertThat(without).isEmpty();
    }

    private static void collect(CommandLine command, Set<String> without) {
        String name = command.getCommandSpec().qualifiedName();
        String help = command.getUsageMessage();
        if (!help.contains("Example:")
                || !help.substring(help.indexOf("Example:")).contains(name)) {
            without.add(name);
        }
        command.getSubcommands().values().forEach(sub -> collect(sub, without));
    }
}
