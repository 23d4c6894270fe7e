package dev.sluice.api;

import dev.sluice.security.Principal;
import dev.sluice.security.TokenAuthenticator;
import dev.sluice.security.TokenAuthenticator.Shown;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets nobody in who isn't known, isn't allowed, or was sent by another site's page. */
public class AuthorizationFilter {

    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final Pattern RELAY = Pattern.compile(
            "forwarded|via|(x-)?forwarded-.*|x-real-ip|x-original-.*|x-client-ip|x-cluster-client-ip|true-client-ip"
                    + "|cf-connecting-ip|x-envoy-.*",
            Pattern.CASE_INSENSITIVE);
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    private final TokenAuthenticator authenticator;
    private final Caller caller;

    @Inject
    public AuthorizationFilter(TokenAuthenticator authenticator, Caller caller) {
        this.authenticator = authenticator;
        this.caller = caller;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    void enter(ContainerRequestContext call, ResourceInfo resource, HttpServerRequest request) {
        refuseOtherSites(call, request);
        boolean fromHere = request.remoteAddress() != null
                && isLoopback(request.remoteAddress().host())
                && HERE.contains(authority(request).host())
                && relay(call).isEmpty();
        Optional<String> shown = Optional.ofNullable(call.getHeaderString(HttpHeaders.AUTHORIZATION));
        Principal principal = switch (authenticator.who(shown, fromHere)) {
            case Shown.Known known -> known.principal();
            case Shown.Nothing _ ->
                throw new Refused(
                        ProblemCode.UNAUTHENTICATED,
                        "send a token: Authorization: Bearer slc_…; an admin makes one"
                                + relay(call)
                                        .map(header -> " (" + header
                                                + " says that this came through a proxy, so it doesn't count as asked"
                                                + " on this machine)")
                                        .orElse(""));
            case Shown.Bad _ ->
                throw new Refused(ProblemCode.UNAUTHENTICATED, "this token is unknown, revoked or expired");
        };
        Allowed allowed = resource.getResourceMethod().getAnnotation(Allowed.class);
        if (allowed == null || !principal.may(allowed.value())) {
            throw new Refused(
                    ProblemCode.NOT_ALLOWED,
                    principal.name() + " has the role " + principal.role().word() + ", which may not do this");
        }
        caller.is(
                principal,
                () -> authenticator.who(shown, fromHere) instanceof Shown.Known known
                        && known.principal().may(allowed.value()));
    }

    /** The header by which a proxy says that somebody else asks; the address is then the proxy's. */
    private static Optional<String> relay(ContainerRequestContext call) {
        return call.getHeaders().keySet().stream()
                .filter(name -> RELAY.matcher(name).matches())
                .sorted()
                .findFirst();
    }

    /** A page of another site may not use this machine's access; programs send neither header. */
    private static void refuseOtherSites(ContainerRequestContext call, HttpServerRequest request) {
        if (HARMLESS.contains(call.getMethod())) {
            return;
        }
        String site = call.getHeaderString("Sec-Fetch-Site");
        boolean otherSite = site != null && !site.equals("same-origin") && !site.equals("none");
        String origin = call.getHeaderString("Origin");
        boolean otherOrigin =
                origin != null && !isSame(origin, authority(request).toString());
        if (otherSite || otherOrigin) {
            throw new Refused(
                    ProblemCode.CROSS_ORIGIN,
                    "pages of other sites may change nothing here; the page is of " + origin + ", this is "
                            + authority(request));
        }
    }

    private static boolean isSame(String origin, String host) {
        return origin.equals("http://" + host) || origin.equals("https://" + host);
    }

    /** As the client wrote it, in the Host header or its HTTP/2 form. */
    private static HostAndPort authority(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return authority == null ? HostAndPort.create("", -1) : authority;
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
    }
}
