package dev.sluice.api;

import dev.sluice.engine.Refusal;
import dev.sluice.validation.Flaw;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects what is wrong with documents that are applied together. */
final class ApplyFlaws {

    private static final String DOCUMENTS = "/documents/";

    private final List<Flaw> found = new ArrayList<>();
    private final Set<ProblemCode> codes = EnumSet.noneOf(ProblemCode.class);

    /** A field of the document at this index is wrong. */
    void add(int index, Flaw flaw) {
        add(index, flaw, ProblemCode.INVALID);
    }

    void add(int index, Flaw flaw, ProblemCode code) {
        found.add(new Flaw(DOCUMENTS + index + flaw.pointer(), flaw.what()));
        codes.add(code);
    }

    void add(int index, Refusal refusal) {
        ProblemCode code = ProblemCode.of(refusal.code());
        String what = refusal.getMessage() == null ? "" : refusal.getMessage();
        // What is missing is named by the document, and not by the URL.
        add(index, new Flaw(refusal.pointer(), what), code == ProblemCode.NOT_FOUND ? ProblemCode.INVALID : code);
    }

    /** Several reasons are told by the one that most concerns who asks: may they not, is it wrong, or is it only not now. */
    void throwIfAny() {
        if (found.isEmpty()) {
            return;
        }
        ProblemCode code = codes.contains(ProblemCode.NOT_ALLOWED)
                ? ProblemCode.NOT_ALLOWED
                : codes.contains(ProblemCode.INVALID) ? ProblemCode.INVALID : ProblemCode.CONFLICT;
        throw new Refused(
                code,
                found.stream()
                        .map(flaw -> flaw.pointer() + " " + flaw.what())
                        .collect(Collectors.joining("; ", "", "; nothing was changed")),
                found);
    }
}
