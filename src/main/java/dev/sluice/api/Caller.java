package dev.sluice.api;

import dev.sluice.security.Principal;
import jakarta.enterprise.context.RequestScoped;

/** Who makes this call. */
@RequestScoped
public class Caller {

    private Principal principal = Principal.LOCAL;

    public Principal principal() {
        return principal;
    }

    void is(Principal known) {
        this.principal = known;
    }

    public String name() {
        return principal.name();
    }
}
