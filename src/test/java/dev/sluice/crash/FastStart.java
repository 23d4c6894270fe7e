package dev.sluice.crash;

import com.google.common.base.Splitter;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * How the processes of a matrix are started: from what one of them has learned for the others (JEP 483), which halves the
 * time until they are ready. Only classes in jars can be learned.
 */
final class FastStart {

    private final Path cache;
    private final String classPath;

    FastStart(Path directory) throws IOException {
        this.cache = directory.resolve("node.aot");
        List<String> jars = new ArrayList<>();
        for (String entry : Splitter.on(File.pathSeparatorChar).split(System.getProperty("java.class.path"))) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                jars.add(pack(path, directory.resolve("classes" + jars.size() + ".jar"))
                        .toString());
            } else if (Files.exists(path)) {
                jars.add(entry);
            }
        }
        this.classPath = String.join(File.pathSeparator, jars);
    }

    /** Options for the next process; the first one that ends in order teaches the others. */
    List<String> options() {
        String how = Files.exists(cache) ? "-XX:AOTCache=" + cache : "-XX:AOTCacheOutput=" + cache;
        return List.of(how, "-Xlog:aot=off", "-Xlog:cds=off", "-cp", classPath);
    }

    private static Path pack(Path classes, Path jar) throws IOException {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(jar));
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            for (Path each : all.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(each).toString()));
                Files.copy(each, out);
                out.closeEntry();
            }
        }
        return jar;
    }
}
