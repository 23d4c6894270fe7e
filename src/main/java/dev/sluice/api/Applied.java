package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of documents, or would become of them.
 *
 * @param dryRun whether nothing was changed
 * @param before ETag of what was there
 * @param documents in the order in which they were given
 */
@Schema(name = "Applied")
public record Applied(boolean dryRun, @JsonIgnore String before, List<AppliedDocument> documents) {

    /**
     * What became of one.
     *
     * @param service of a target
     * @param change created, changed or unchanged; a secret that is sent again is unchanged when it is the stored one
     * @param revision after it
     * @param mayI whether the caller may make this change
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AppliedDocument(
            String kind,
            @Nullable String service,
            String name,
            String change,
            long revision,
            boolean mayI,
            List<FieldChange> fields) {}

    /**
     * A field that differs.
     *
     * @param before left out where it was not there
     * @param after left out where it is not there any more
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FieldChange(
            String pointer,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}
}
