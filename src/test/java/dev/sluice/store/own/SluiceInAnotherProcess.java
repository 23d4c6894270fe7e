package dev.sluice.store.own;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process of its own that starts the database of a data directory and then does nothing. */
record SluiceInAnotherProcess(Process process, String firstLine) {

    private static final String REFUSED = "refused: ";

    public static void main(String[] arguments) throws IOException {
        try {
            System.out.println(OwnPostgres.start(Path.of(arguments[0])).pid());
            int untilKilled = System.in.read();
            System.exit(untilKilled);
        } catch (DatabaseUnavailable e) {
            System.out.println(REFUSED + e.getMessage());
        }
    }

    static SluiceInAnotherProcess on(Path dataDir) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SluiceInAnotherProcess.class.getName(),
                        dataDir.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return new SluiceInAnotherProcess(process, String.valueOf(output.readLine()));
    }

    long postmaster() {
        return Long.parseLong(firstLine);
    }

    boolean isRefused() {
        return firstLine.startsWith(REFUSED);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
