package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The texts that {@code -f} names: files, the YAML and JSON files in a directory, standard input. */
final class Sources {

    private static final int MOST_BYTES = 4_000_000;

    private Sources() {}

    /**
     * A file's text.
     *
     * @param name for messages
     */
    record Source(String name, String text) {

        /** JSON is nearly YAML, but only nearly. */
        boolean isJson() {
            String start = text.stripLeading();
            return name.endsWith(".json") || start.startsWith("{\"") || start.startsWith("[{\"");
        }
    }

    static List<Source> read(List<String> names, InputStream stdin) {
        List<Source> sources = new ArrayList<>();
        for (String name : names) {
            if (name.equals("-")) {
                sources.add(read("standard input", stdin));
            } else {
                files(Path.of(name)).forEach(file -> sources.add(read(file)));
            }
        }
        return sources;
    }

    private static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> entries = Files.list(path)) {
            List<Path> files = entries.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(ya?ml|json)"))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new Failed(Exit.USAGE, path + " has no .yaml, .yml or .json file");
            }
            return files;
        } catch (IOException e) {
            throw new Failed(Exit.USAGE, path + " can't be read");
        }
    }

    private static Source read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in);
        } catch (IOException e) {
            throw new Failed(Exit.USAGE, file + (Files.exists(file) ? " can't be read" : " is not there"));
        }
    }

    private static Source read(String name, InputStream in) {
        try {
            byte[] bytes = Input.all(in, MOST_BYTES);
            return new Source(
                    name, UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException notText) {
            throw new Failed(Exit.USAGE, name + " is not UTF-8 text");
        } catch (IOException e) {
            throw new Failed(Exit.USAGE, name + " " + e.getMessage());
        }
    }
}
