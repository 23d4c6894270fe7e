package dev.sluice.crash;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A {@link CrashNode} in a process of its own. */
final class NodeProcess {

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter orders;

    private NodeProcess(Process process) {
        this.process = process;
        this.answers = process.inputReader();
        this.orders = process.outputWriter();
    }

    /** Starts it, over what an earlier one left, and waits until it is ready. */
    static NodeProcess start(FastStart fast, String url, Path directory, int routerPort) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xmx160m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(fast.options());
        command.addAll(List.of(CrashNode.class.getName(), url, directory.toString(), String.valueOf(routerPort)));
        try {
            NodeProcess node = new NodeProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("node.log").toFile()))
                    .start());
            String ready = node.answers.readLine();
            if (!"ready".equals(ready)) {
                throw new AssertionError("it did not start: " + ready + "; see " + directory);
            }
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Its answer; empty when it ended before it gave one. */
    Optional<String> ask(String order) {
        try {
            orders.write(order);
            orders.newLine();
            orders.flush();
            return Optional.ofNullable(answers.readLine());
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    /** What it ended with. */
    int exitCode() {
        return process.onExit().join().exitValue();
    }

    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
