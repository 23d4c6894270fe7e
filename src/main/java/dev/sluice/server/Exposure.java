package dev.sluice.server;

import dev.sluice.store.Database;
import dev.sluice.store.Tokens;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Without tokens, Sluice is there for this machine only. */
final class Exposure {

    private Exposure() {}

    /**
     * Refuses to listen to strangers who need not say who they are.
     *
     * @throws SetupFailed when the address is reachable from outside and there is no token
     */
    static void check(String host, Database database) {
        if (!isLoopback(host) && !database.read(Tokens::any)) {
            throw new SetupFailed("--host " + host + " can be reached from outside, and there is no API token yet, so"
                    + " everybody could move traffic. Start without --host, run “sluice token create NAME --role admin”,"
                    + " then start again.");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw new SetupFailed("--host " + host + ": there is no such address on this machine");
        }
    }
}
