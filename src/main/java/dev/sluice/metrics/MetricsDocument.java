package dev.sluice.metrics;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.sluice.validation.Flaws;
import java.util.Map;
import java.util.Optional;

/**
 * What people write of a target's numbers in {@code metrics}; the field {@code type} says of which type the source is, and
 * the type which fields there are.
 */
@JsonDeserialize(using = MetricsDocumentReader.class)
public interface MetricsDocument {

    /**
     * With defaults filled in.
     *
     * @param flaws takes what is wrong, with pointers that begin with {@code /metrics}
     */
    MetricsDocument checked(Flaws flaws);

    /** The registered endpoint by name; empty where the source needs none. */
    Optional<String> endpoint();

    /** How the target's series are called in the source, also where a gate names another endpoint. */
    Map<String, String> series();
}
