package dev.sluice.traffic;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/**
 * Where this process itself listens: its router, API and management port. An instance of a version is never there: the
 * router would send requests to itself.
 */
public final class OwnPorts {

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[[0-9A-Fa-f:.%]+]");

    private static final Map<String, IntSupplier> PORTS = new ConcurrentHashMap<>();

    private OwnPorts() {}

    /**
     * Says that this process listens on a port.
     *
     * @param what listens there, such as {@code the router}
     * @param port asked each time, because a server that takes a free one knows it only later; 0 or less for none
     */
    public static void listens(String what, IntSupplier port) {
        PORTS.put(what, port);
    }

    /** What of this process listens at an address; empty when it is somebody else's, or a name that only DNS knows. */
    public static Optional<String> at(URI url) {
        int port = url.getPort();
        return PORTS.entrySet().stream()
                .filter(own -> port > 0 && own.getValue().getAsInt() == port)
                .map(Map.Entry::getKey)
                .findFirst()
                .filter(_ -> isHere(url.getHost()));
    }

    private static boolean isHere(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        return address(host).filter(OwnPorts::isOfThisMachine).isPresent();
    }

    /** The address that a literal stands for; nobody is asked for names. */
    public static Optional<InetAddress> address(String host) {
        if (!LITERAL.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || (address instanceof Inet6Address six && six.isIPv4CompatibleAddress())
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return false;
        }
    }
}
