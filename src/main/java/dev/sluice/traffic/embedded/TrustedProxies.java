package dev.sluice.traffic.embedded;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** The peers whose word about the client behind them is taken. */
final class TrustedProxies {

    private final List<IpSubnetFilterRule> networks;

    /**
     * Trust in networks.
     *
     * @param networks as {@code 10.0.0.0/8} or {@code fd00::/8}
     * @throws IllegalArgumentException when one is not written so
     */
    TrustedProxies(List<String> networks) {
        this.networks = networks.stream().map(TrustedProxies::rule).toList();
    }

    private static IpSubnetFilterRule rule(String network) {
        String[] parts = network.split("/", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException("a trusted network is written 10.0.0.0/8, not " + network);
        }
        return new IpSubnetFilterRule(parts[0], Integer.parseInt(parts[1]), IpFilterRuleType.ACCEPT);
    }

    /**
     * Whether this peer is trusted.
     *
     * @param address as a literal
     */
    boolean trust(String address) {
        if (networks.isEmpty()) {
            return false;
        }
        InetSocketAddress peer = new InetSocketAddress(InetAddress.ofLiteral(address), 0);
        for (IpSubnetFilterRule network : networks) {
            if (network.matches(peer)) {
                return true;
            }
        }
        return false;
    }
}
