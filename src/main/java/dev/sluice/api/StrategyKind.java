package dev.sluice.api;

import dev.sluice.catalogue.Planner;
import dev.sluice.catalogue.StrategyCheck;
import dev.sluice.catalogue.StrategyDefaults;
import dev.sluice.catalogue.StrategyDocument;
import dev.sluice.engine.Refusal;
import dev.sluice.security.Role.Permission;
import dev.sluice.store.Catalogue;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Documents.Kind;
import dev.sluice.store.Json;
import dev.sluice.store.Reference;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Templates of plans. They are stored and shown as they were written: what one leaves out, it inherits. */
final class StrategyKind implements DocumentKind<StrategyDocument> {

    static final StrategyKind STRATEGY = new StrategyKind();

    private StrategyKind() {}

    @Override
    public Kind kind() {
        return Kind.STRATEGY;
    }

    @Override
    public Class<StrategyDocument> type() {
        return StrategyDocument.class;
    }

    @Override
    public Permission writing() {
        return Permission.OPERATE;
    }

    @Override
    public List<Reference> references() {
        return List.of(new Reference("/extends", Kind.STRATEGY), new Reference("/gates/*/connection", Kind.CONNECTION));
    }

    @Override
    public String inReleases() {
        return "$.spec.strategy ? (@ == $name)";
    }

    /** A strategy that can't become a plan is refused here, not when somebody is in a hurry. */
    @Override
    public StrategyDocument checked(
            Handle handle, DocumentKey key, StrategyDocument given, Optional<StrategyDocument> before) {
        StrategyDocument document = given.named(key.name());
        StrategyCheck.check(merged(handle, document));
        Approvers.check(handle, document);
        return document;
    }

    @Override
    public void deleting(Handle handle, DocumentKey key, StrategyDocument document, boolean whileServing) {
        if (key.name().equals(Planner.STANDARD)) {
            throw Refusal.of(
                    Refusal.Code.CONFLICT,
                    "strategy " + Planner.STANDARD
                            + " stays: it is what services get that name none; change it instead");
        }
    }

    /** Everything that holds: with what it inherits, and with defaults where nothing is written. */
    static StrategyDocument effective(Handle handle, StrategyDocument stored) {
        return StrategyDefaults.filledIn(merged(handle, stored));
    }

    private static StrategyDocument merged(Handle handle, StrategyDocument document) {
        return Catalogue.merged(
                handle, Json.tree(Json.write(document)), document.name() == null ? "" : document.name());
    }
}
