package dev.sluice.server;

import dev.sluice.api.Addresses;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;

/** Says where Sluice is to be found, and stays until it is told to end. */
public final class ServeApplication implements QuarkusApplication {

    private final Addresses addresses;
    private final SluiceConfig config;

    @Inject
    public ServeApplication(Addresses addresses, SluiceConfig config) {
        this.addresses = addresses;
        this.config = config;
    }

    @Override
    public int run(String... args) {
        System.out.println(
                config.json()
                        ? "{\"ready\":true,\"api\":\"" + addresses.api() + "\",\"router\":\"" + addresses.router()
                                + "\"}"
                        : "Sluice serves: API " + addresses.api() + ", router " + addresses.router());
        System.out.flush();
        Quarkus.waitForExit();
        return 0;
    }
}
