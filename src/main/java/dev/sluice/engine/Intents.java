package dev.sluice.engine;

import dev.sluice.engine.Refusal.Code;
import dev.sluice.release.Command;
import dev.sluice.release.OpenApproval;
import dev.sluice.release.Release;
import dev.sluice.store.ReleaseStore;
import dev.sluice.traffic.TrafficRouter;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Carries out what is asked, in the caller's transaction; the same now as after an outage. */
public final class Intents {

    private Intents() {}

    /**
     * Carries it out.
     *
     * @param routers asked, without waiting, whether instances are healthy
     * @return the release that was made or meant
     * @throws Refusal when it can't be
     */
    public static Release carryOut(Handle handle, Intent intent, TrafficRouter routers, Instant now) {
        return switch (intent) {
            case Intent.Create create -> Intake.create(handle, create.release(), create.request(), now);
            case Intent.Retry retry ->
                Intake.retry(handle, retry.release(), retry.of(), retry.by(), retry.comment(), now);
            case Intent.Undo undo -> Intake.undo(handle, undo.release(), undo.of(), undo.by(), undo.comment(), now);
            case Intent.Order order ->
                Intake.command(handle, order.release(), order.command(), order.by(), routers, now);
            case Intent.Approve approve -> approve(handle, approve, routers, now);
        };
    }

    private static Release approve(Handle handle, Intent.Approve asked, TrafficRouter routers, Instant now) {
        Release release = ReleaseStore.lock(handle, asked.release())
                .orElseThrow(() -> Refusal.of(Code.NOT_FOUND, "there is no release " + asked.release()));
        OpenApproval open = release.openApproval()
                .orElseThrow(() -> Refusal.of(
                        Code.CONFLICT, asked.release() + " is not waiting for an approval: " + release.phase()));
        if (!asked.by().isAmong(open.asks().from())) {
            throw Refusal.of(
                    Code.NOT_ALLOWED,
                    "this step asks for " + String.join(", ", open.asks().from()));
        }
        Command decide = new Command.Decide(asked.step().orElse(open.step()), asked.approves(), asked.comment());
        return Intake.command(handle, asked.release(), decide, asked.by().name(), routers, now);
    }
}
