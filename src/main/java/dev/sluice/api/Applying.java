package dev.sluice.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import dev.sluice.api.Applied.AppliedDocument;
import dev.sluice.engine.Refusal;
import dev.sluice.security.Role;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Documents;
import dev.sluice.store.Documents.Stored;
import dev.sluice.validation.Flaw;
import dev.sluice.validation.InvalidDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * Writes documents of any kinds in one transaction. A dry run does the same and is rolled back, so that it can't say
 * anything else.
 */
@ApplicationScoped
public class Applying {

    private static final int DIGITS = 16;

    private final ObjectMapper mapper;
    private final Caller caller;

    public Applying(ObjectMapper mapper, Caller caller) {
        this.mapper = mapper;
        this.caller = caller;
    }

    /**
     * Writes all of them.
     *
     * @param condition on the ETag of all that is there of them; demanded where one is changed and not only created
     * @throws Refused naming everything that is wrong with any; then the transaction is to be rolled back
     */
    Applied apply(Handle handle, List<ObjectNode> documents, Precondition condition, boolean dryRun) {
        ApplyFlaws flaws = new ApplyFlaws();
        List<GivenDocument<?>> given = GivenDocuments.read(mapper, documents, flaws);
        Documents.keep(handle);
        Map<DocumentKey, Optional<Stored>> before = lock(handle, given);
        String tag = etag(before);
        condition.check("one of these documents", Optional.of(tag));
        Map<Integer, AppliedDocument> applied = new TreeMap<>();
        Set<DocumentKey> wrong = new HashSet<>();
        for (GivenDocument<?> document : given) {
            Set<String> excused = document.naming(wrong);
            try {
                applied.put(
                        document.index(),
                        write(handle, document, before.getOrDefault(document.key(), Optional.empty())));
                if (!excused.isEmpty()) {
                    wrong.add(document.key());
                }
            } catch (InvalidDocument invalid) {
                wrong.add(document.key());
                // What names a document that is wrong is not wrong by that.
                invalid.flaws().stream()
                        .filter(flaw -> !excused.contains(flaw.pointer()))
                        .forEach(flaw -> flaws.add(document.index(), flaw));
            } catch (Refusal refusal) {
                wrong.add(document.key());
                if (excused.isEmpty()) {
                    flaws.add(document.index(), refusal);
                }
            }
        }
        if (!dryRun) {
            applied.forEach((index, document) -> refuseForbidden(index, document, flaws));
        }
        flaws.throwIfAny();
        if (!dryRun
                && applied.values().stream()
                        .anyMatch(document -> document.change().equals(Change.CHANGED.word()))) {
            condition.demand("one of these documents", Optional.of(tag));
        }
        return new Applied(dryRun, tag, List.copyOf(applied.values()));
    }

    /** What was done with a document. */
    private enum Change {
        CREATED("created"),
        CHANGED("changed"),
        UNCHANGED("unchanged");

        private final String word;

        Change(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** Always in the same order, so that two that apply the same documents don't wait for each other. */
    private static Map<DocumentKey, Optional<Stored>> lock(Handle handle, List<GivenDocument<?>> documents) {
        Map<DocumentKey, Optional<Stored>> before = new HashMap<>();
        documents.stream()
                .map(GivenDocument::key)
                .sorted(Comparator.comparing(DocumentKey::title))
                .forEach(key -> before.put(key, Documents.lock(handle, key)));
        return before;
    }

    private <D> AppliedDocument write(Handle handle, GivenDocument<D> document, Optional<Stored> before) {
        DocumentKind<D> kind = document.kind();
        boolean mayI = caller.principal().may(kind.writing());
        if (!mayI && kind.hasSecret(document.given())) {
            // Who may not write a secret may not find out either whether it is the one that is stored.
            throw Refusal.of(Refusal.Code.NOT_ALLOWED, forbidden(kind));
        }
        DocumentWrites.Written written =
                DocumentWrites.write(handle, kind, document.key(), document.given(), before, caller.name());
        Change change = written.isNew() ? Change.CREATED : written.isSame() ? Change.UNCHANGED : Change.CHANGED;
        return new AppliedDocument(
                DocumentKinds.word(kind.kind()),
                document.key().parent().isEmpty() ? null : document.key().parent(),
                document.key().name(),
                change.word(),
                written.after().revision(),
                mayI || change == Change.UNCHANGED,
                FieldChanges.of(kind, before, written.after()));
    }

    private void refuseForbidden(int index, AppliedDocument document, ApplyFlaws flaws) {
        if (!document.mayI()) {
            DocumentKinds.of(document.kind())
                    .ifPresent(kind -> flaws.add(index, new Flaw("", forbidden(kind)), ProblemCode.NOT_ALLOWED));
        }
    }

    private String forbidden(DocumentKind<?> kind) {
        return "takes the role " + Role.least(kind.writing()).word() + "; " + caller.name() + " has the role "
                + caller.principal().role().word();
    }

    /** Says which revisions were there, whatever the order. */
    private static String etag(Map<DocumentKey, Optional<Stored>> before) {
        Map<String, Long> revisions = new TreeMap<>();
        before.forEach((key, stored) ->
                revisions.put(key.title(), stored.map(Stored::revision).orElse(0L)));
        String digest = Hashing.sha256()
                .hashString(revisions.toString(), StandardCharsets.UTF_8)
                .toString();
        return "\"" + digest.substring(0, DIGITS) + "\"";
    }
}
