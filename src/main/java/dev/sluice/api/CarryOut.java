package dev.sluice.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.IdempotentRequests.Asked;
import dev.sluice.engine.Intents;
import dev.sluice.engine.Membership;
import dev.sluice.engine.Refusal;
import dev.sluice.engine.journal.Entry;
import dev.sluice.engine.journal.Settlement;
import dev.sluice.release.Release;
import dev.sluice.store.Audit;
import dev.sluice.store.DatabaseAway;
import dev.sluice.store.Idempotency.Answer;
import dev.sluice.store.IntakeLog;
import dev.sluice.traffic.TrafficRouter;
import dev.sluice.validation.InvalidDocument;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Carries out what waited in the journal, or notes why it can't be: nothing is dropped silently, nothing done twice. */
@ApplicationScoped
public class CarryOut {

    private static final Logger LOG = Logger.getLogger(CarryOut.class);
    private static final String ALL = "before_all";
    private static final String BEFORE = "before_entry";

    private final IdempotentRequests once;
    private final ReleaseViews views;
    private final Membership membership;
    private final TrafficRouter routers;
    private final ObjectMapper mapper;
    private final Counter rejected;

    public CarryOut(
            IdempotentRequests once,
            ReleaseViews views,
            Membership membership,
            TrafficRouter routers,
            ObjectMapper mapper,
            MeterRegistry registry) {
        this.once = once;
        this.views = views;
        this.membership = membership;
        this.routers = routers;
        this.mapper = mapper;
        this.rejected = registry.counter("sluice.journal.rejected");
    }

    /** Carries entries out in order in this transaction; what was carried out before changes nothing. */
    public void carryOut(Handle handle, List<Entry> entries) {
        handle.savepoint(ALL);
        try {
            settle(handle, entries, entry -> write(handle, entry));
            handle.releaseSavepoint(ALL);
        } catch (RuntimeException failure) {
            if (wantsAnotherTry(failure)) {
                throw failure;
            }
            // One of them can't be carried out: which one shows when each can be taken back by itself.
            handle.rollbackToSavepoint(ALL);
            settle(handle, entries, entry -> writeOrTakeBack(handle, entry));
        }
    }

    private void settle(Handle handle, List<Entry> entries, Consumer<Entry> write) {
        Settlement.of(entries, new Settlement.Books() {
            @Override
            public Set<String> settled(List<String> ids) {
                return IntakeLog.among(handle, ids);
            }

            @Override
            public void carryOut(Entry entry) {
                write.accept(entry);
            }

            @Override
            public void refuse(Entry entry, RuntimeException why) {
                reject(handle, entry, why);
            }
        });
    }

    private void write(Handle handle, Entry entry) {
        Asked asked = new Asked(entry.principal(), entry.key(), entry.request());
        Answer answer = once.answer(handle, asked, inner -> {
            Release release = Intents.carryOut(inner, entry.intent(), routers, membership.now());
            return ReleaseRequests.made(entry.intent(), release, views.remembered(release, Optional.empty()));
        });
        IntakeLog.put(handle, row(entry, became(entry, answer), "", ""));
    }

    private void writeOrTakeBack(Handle handle, Entry entry) {
        handle.savepoint(BEFORE);
        try {
            write(handle, entry);
            handle.releaseSavepoint(BEFORE);
        } catch (RuntimeException failure) {
            if (wantsAnotherTry(failure)) {
                throw failure;
            }
            handle.rollbackToSavepoint(BEFORE);
            throw new Settlement.Impossible(failure);
        }
    }

    /** The key may have been answered before, when the client took the answer for lost. */
    private String became(Entry entry, Answer answer) {
        try {
            JsonNode id = mapper.readTree(answer.body()).path("id");
            return id.asText(entry.intent().release().value());
        } catch (IOException ownAnswer) {
            throw new UncheckedIOException(ownAnswer);
        }
    }

    /** Deadlocks, and the database going away again. */
    private static boolean wantsAnotherTry(RuntimeException failure) {
        return DatabaseAway.isMeantBy(failure)
                || (failure.getCause() instanceof SQLException sql
                        && String.valueOf(sql.getSQLState()).startsWith("40"));
    }

    private void reject(Handle handle, Entry entry, RuntimeException failure) {
        String release = entry.intent().release().value();
        ProblemCode code = code(failure);
        String reason = reason(failure);
        if (code == ProblemCode.INTERNAL) {
            LOG.errorf(failure, "request %s of the journal failed", entry.id());
        }
        LOG.warnf(
                "request %s of the journal is rejected: %s %s: %s",
                entry.id(), entry.intent().what(), release, reason);
        IntakeLog.put(handle, row(entry, release, code.word(), reason));
        Audit.note(
                handle,
                entry.principal(),
                "intake.rejected",
                release,
                Map.of("what", entry.intent().what(), "entry", entry.id(), "reason", reason));
        rejected.increment();
    }

    private static IntakeLog.Row row(Entry entry, String became, String code, String reason) {
        return new IntakeLog.Row(
                entry.id(),
                entry.at(),
                entry.principal(),
                entry.intent().what(),
                entry.intent().release().value(),
                became,
                code,
                reason);
    }

    private static ProblemCode code(RuntimeException failure) {
        return switch (failure) {
            case Refusal refusal -> ProblemCode.of(refusal.code());
            case Refused refused -> refused.code();
            case InvalidDocument _ -> ProblemCode.INVALID;
            default -> ProblemCode.INTERNAL;
        };
    }

    private static String reason(RuntimeException failure) {
        return switch (failure) {
            case InvalidDocument invalid ->
                invalid.flaws().stream()
                        .map(flaw -> flaw.pointer() + " " + flaw.what())
                        .collect(Collectors.joining("; "));
            case Refusal refusal when !refusal.pointer().isEmpty() -> refusal.pointer() + " " + refusal.getMessage();
            case Refusal refusal -> String.valueOf(refusal.getMessage());
            case Refused refused -> String.valueOf(refused.getMessage());
            default -> "this is Sluice's fault; the log says more";
        };
    }
}
