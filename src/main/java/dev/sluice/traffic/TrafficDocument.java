package dev.sluice.traffic;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.sluice.validation.Flaws;

/**
 * What people write of a target's router in {@code traffic}; the field {@code type} says of which type it is, and the
 * type which fields there are.
 */
@JsonDeserialize(using = TrafficDocumentReader.class)
public interface TrafficDocument {

    /**
     * With defaults filled in.
     *
     * @param flaws takes what is wrong, with pointers that begin with {@code /traffic}
     */
    TrafficDocument checked(Flaws flaws);

    /** What a checked document binds. */
    Binding binding();
}
