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
import java.util.regex.Pattern;

/**
 * Where this process itself listens: its router, API and management port. An instance of a version is never there: the
 * router would send requests to itself.
 */
public final class OwnPorts {

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[[0-9A-Fa-f:.%]+]");

    private static final Map<Integer, String> PORTS = new ConcurrentHashMap<>();

    private OwnPorts() {}

    /**
     * Says that this process listens on a port.
     *
     * @param what listens there, such as {@code the router}
     */
    public static void listens(int port, String what) {
        if (port > 0) {
            PORTS.put(port, what);
        }
    }

    /** This process does not listen there any more. */
    public static void left(int port) {
        PORTS.remove(port);
    }

    /** What of this process listens at an address; empty when it is somebody else's, or a name that only DNS knows. */
    public static Optional<String> at(URI url) {
        return Optional.ofNullable(PORTS.get(url.getPort())).filter(_ -> isHere(url.getHost()));
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
