package dev.sluice.api;

import dev.sluice.security.Principal;
import jakarta.enterprise.context.RequestScoped;
import java.util.function.BooleanSupplier;

/** Who makes this call. */
@RequestScoped
public class Caller {

    private Principal principal = Principal.LOCAL;
    private BooleanSupplier allowed = () -> false;

    public Principal principal() {
        return principal;
    }

    void is(Principal known, BooleanSupplier whetherAllowed) {
        this.principal = known;
        this.allowed = whetherAllowed;
    }

    /** Says, also later, whether the same call would still be let in: for answers that take long. */
    BooleanSupplier stillAllowed() {
        return allowed;
    }

    public String name() {
        return principal.name();
    }
}
