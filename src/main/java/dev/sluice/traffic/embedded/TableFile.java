package dev.sluice.traffic.embedded;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sluice.traffic.Binding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Keeps the last table as JSON. A crash leaves the old file or the new one, never half of one. */
final class TableFile {

    private static final Logger LOG = Logger.getLogger(TableFile.class);

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "from")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = StickyBy.Cookie.class, name = "cookie"),
        @JsonSubTypes.Type(value = StickyBy.Header.class, name = "header"),
        @JsonSubTypes.Type(value = StickyBy.ClientAddress.class, name = "clientAddress"),
        @JsonSubTypes.Type(value = StickyBy.Random.class, name = "random")
    })
    private interface StickyByName {}

    /** This router has no bindings but its own, so the file says nothing of their type. */
    @JsonDeserialize(as = HostBinding.class, using = JsonDeserializer.None.class)
    @JsonIgnoreProperties("type")
    private interface BindingByHosts {}

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addMixIn(StickyBy.class, StickyByName.class)
            .addMixIn(Binding.class, BindingByHosts.class)
            .build();

    private final Path file;

    TableFile(Path file) {
        this.file = file;
    }

    /** Durable when it returns. */
    void save(SavedTable table) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path written = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel out = FileChannel.open(
                written, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(table));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
            entry.force(true);
        }
    }

    /** What was saved last. A file that can't be read is put aside under another name and counts as none. */
    Optional<SavedTable> load() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            SavedTable table = JSON.readValue(Files.readAllBytes(file), SavedTable.class);
            if (table.format() != SavedTable.FORMAT) {
                throw new IOException("format " + table.format() + ", not " + SavedTable.FORMAT);
            }
            return Optional.of(table);
        } catch (IOException unreadable) {
            putAside(unreadable);
            return Optional.empty();
        }
    }

    private void putAside(IOException why) {
        Path aside = file.resolveSibling(file.getFileName() + ".corrupt");
        LOG.warnf(
                "The saved table %s can't be read and is moved to %s; this router serves nothing until a controller"
                        + " writes to it. Cause: %s",
                file, aside, why.getMessage());
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException stays) {
            LOG.warnf("%s can't be moved: %s", file, stays.getMessage());
        }
    }
}
