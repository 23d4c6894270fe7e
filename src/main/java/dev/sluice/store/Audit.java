package dev.sluice.store;

import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Every acknowledged change, once, with who made it; written in the transaction of the change. */
public final class Audit {

    private Audit() {}

    /**
     * Notes a change.
     *
     * @param action such as release.create
     * @param subject what was changed
     */
    public static void note(
            Handle handle, String principal, String action, String subject, Map<String, Object> detail) {
        handle.createUpdate("""
                        insert into audit (principal, action, subject, detail)
                        values (:principal, :action, :subject, :detail::jsonb)""")
                .bind("principal", principal)
                .bind("action", action)
                .bind("subject", subject)
                .bind("detail", Json.write(detail))
                .execute();
    }
}
