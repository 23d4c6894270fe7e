package dev.sluice.api;

import dev.sluice.catalogue.StrategyDocument;
import dev.sluice.catalogue.StrategyDocument.ApprovalDocument;
import dev.sluice.catalogue.StrategyDocument.StepDocument;
import dev.sluice.release.Person;
import dev.sluice.store.Tokens;
import dev.sluice.validation.Flaw;
import dev.sluice.validation.InvalidDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Refuses approvals that can't be met, because more people must agree than are named. */
final class Approvers {

    private Approvers() {}

    /**
     * Counts the people that each approval names. A name that good tokens have as their group may be any number of them;
     * each other name is one.
     *
     * @throws InvalidDocument naming each approval that too few could give
     */
    static void check(Handle handle, StrategyDocument strategy) {
        List<StepDocument> steps = strategy.steps() == null ? List.of() : strategy.steps();
        List<Flaw> flaws = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            ApprovalDocument approval = steps.get(i).approval();
            if (approval == null
                    || approval.of() == null
                    || approval.from() == null
                    || approval.from().isEmpty()) {
                continue;
            }
            Set<String> named = approval.from().stream().map(Person::canonical).collect(Collectors.toSet());
            if (named.size() < approval.of() && Tokens.groups(handle).stream().noneMatch(named::contains)) {
                flaws.add(new Flaw(
                        "/steps/" + i + "/approval/of",
                        "asks for " + approval.of() + " people, and “from” names " + named.size() + " ("
                                + String.join(", ", approval.from())
                                + "); name more, or a group that somebody's token has"));
            }
        }
        if (!flaws.isEmpty()) {
            throw new InvalidDocument(flaws);
        }
    }
}
