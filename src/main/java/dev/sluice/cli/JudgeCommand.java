package dev.sluice.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.analysis.JudgeStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Judges numbers from standard input, without a server: one JSON object a line in, one a line out. */
@Command(
        name = "judge",
        mixinStandardHelpOptions = true,
        description = {
            "Judges windows of numbers, one JSON object a line, and answers each with one.",
            "",
            "The first line names the test and its options (test, lambda, delta, history, alpha, beta, g, phi, steps,",
            "skipEmptyHistory; H: p0; L: tolerance, bounds; T: success (or condition), failure, count, failureLimit,",
            "inconclusiveLimit, consecutiveErrorLimit, consecutiveSuccessLimit). Every further line is a window.",
            "{\"newStep\":true} starts the next part of the step mixture, another header another stream."
        },
        footer = {
            "",
            "Example:",
            "  printf '%%s\\n' '{\"test\":\"C\",\"history\":{\"n\":20000,\"x\":95}}' \\",
            "    '{\"candidate\":{\"n\":100,\"x\":3},\"stable\":{\"n\":1900,\"x\":10}}' | ./sluice judge"
        })
public final class JudgeCommand implements Callable<Integer> {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private final InputStream in;
    private final PrintStream out;
    private int streams;
    private Optional<JudgeStream> stream = Optional.empty();

    /** From standard input to standard output. */
    public JudgeCommand() {
        this(System.in, System.out);
    }

    JudgeCommand(InputStream in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                out.write((JSON.writeValueAsString(answer(line)) + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
        return 0;
    }

    private Object answer(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            if (!node.isObject()) {
                throw new IllegalArgumentException("the line must be a JSON object");
            }
            return node.has("test") ? begin(node) : next(node);
        } catch (JsonProcessingException e) {
            return Map.of("error", "the line is not JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            return Map.of("error", Optional.ofNullable(e.getMessage()).orElse("the line can't be used"));
        }
    }

    private Object begin(JsonNode header) {
        stream = Optional.of(new JudgeStream(JudgeLines.header(header)));
        streams++;
        return Map.of("stream", streams);
    }

    private Object next(JsonNode node) {
        JudgeStream current =
                stream.orElseThrow(() -> new IllegalArgumentException("test: the first line must be a header"));
        return JudgeLines.startsStep(node)
                ? Map.of("step", current.newStep())
                : JudgeLines.answer(current.take(JudgeLines.window(node)));
    }
}
