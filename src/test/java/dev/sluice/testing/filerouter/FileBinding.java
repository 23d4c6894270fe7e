package dev.sluice.testing.filerouter;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.sluice.traffic.Binding;
import java.util.List;

/**
 * A target's table.
 *
 * @param connection the registered directory
 * @param file in it
 */
@JsonDeserialize(using = JsonDeserializer.None.class)
public record FileBinding(String connection, String file) implements Binding {

    @Override
    public String type() {
        return FileRouterType.NAME;
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                new Claim("file:" + connection, file, "/traffic/file", "the file " + file + " of " + connection));
    }
}
