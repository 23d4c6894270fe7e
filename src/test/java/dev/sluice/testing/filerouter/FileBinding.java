package dev.sluice.testing.filerouter;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.sluice.traffic.Binding;
import java.util.List;

/**
 * A target's table.
 *
 * @param path of the file
 */
@JsonDeserialize(using = JsonDeserializer.None.class)
public record FileBinding(String path) implements Binding {

    @Override
    public String type() {
        return FileRouterType.NAME;
    }

    @Override
    public List<Claim> claims() {
        return List.of(new Claim("file:" + path, "", "/traffic/path", "the file " + path));
    }
}
