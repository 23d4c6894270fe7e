package dev.sluice.connection;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A registered endpoint outside, so that others name it and never an address. The field {@code type} says of which type it
 * is, and the type which fields there are. Secrets are write-only: {@code toString} doesn't tell them either.
 */
@JsonDeserialize(using = ConnectionDocumentReader.class)
public interface ConnectionDocument {

    /** What stands in place of a secret where a document is shown. */
    String HIDDEN = "••••";

    @Nullable
    String name();

    /**
     * With defaults filled in. What is sent back as it was shown keeps its secret.
     *
     * @param before what was there
     * @throws dev.sluice.validation.InvalidDocument naming each field that is wrong
     */
    ConnectionDocument checked(String nameInUrl, Optional<ConnectionDocument> before);

    /** As it may be shown. */
    ConnectionDocument hidingSecrets();
}
