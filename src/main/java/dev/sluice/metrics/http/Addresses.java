package dev.sluice.metrics.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;

/**
 * Where no metric endpoint ever lives: addresses from which a cloud gives out credentials, and link-local ones.
 *
 * <p>Private addresses are fine, as a company's own Prometheus has one.
 */
final class Addresses {

    /** AWS over IPv6, Alibaba, Azure, Oracle; the usual 169.254.169.254 is link-local. */
    private static final Set<String> METADATA =
            Set.of("fd00:ec2:0:0:0:0:0:254", "100.100.100.200", "168.63.129.16", "192.0.0.192");

    private Addresses() {}

    /** @throws Unanswered when any address of the host is one of those */
    static void check(String host) throws Unavailable, Unanswered {
        try {
            if (Arrays.stream(InetAddress.getAllByName(host)).anyMatch(Addresses::isForbidden)) {
                throw Unanswered.failed("'" + host + "' is a link-local or metadata address, which is never asked");
            }
        } catch (UnknownHostException e) {
            throw new Unavailable("the host name '" + host + "' has no address");
        }
    }

    // The Java library has turned addresses like ::ffff:169.254.169.254 into IPv4 already.
    private static boolean isForbidden(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || METADATA.contains(address.getHostAddress());
    }
}
