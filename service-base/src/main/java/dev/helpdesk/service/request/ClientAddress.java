package dev.helpdesk.service.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Where a request comes from. {@code X-Forwarded-For} counts only as far as trusted proxies wrote it. */
public final class ClientAddress {

    private static final String TRUSTED = ClientAddress.class.getName();
    private static final String HEADER = "X-Forwarded-For";

    private ClientAddress() {}

    /** The address of the client: the last hop that no trusted proxy vouches for as one of its own. */
    public static String of(HttpServletRequest request) {
        return find(request).map(IpAddress::toString).orElse(request.getRemoteAddr());
    }

    /** The client's address as rate limits see it: an IPv6 client is its network of 64 bits, of which it can pick any address. */
    public static String subscriber(HttpServletRequest request) {
        return find(request).map(IpAddress::subscriber).orElse(request.getRemoteAddr());
    }

    static void trust(HttpServletRequest request, TrustedProxies proxies) {
        request.setAttribute(TRUSTED, proxies);
    }

    private static Optional<IpAddress> find(HttpServletRequest request) {
        Optional<IpAddress> peer = IpAddress.parse(request.getRemoteAddr());
        if (peer.isEmpty() || !(request.getAttribute(TRUSTED) instanceof TrustedProxies proxies)) {
            return peer;
        }
        IpAddress client = peer.get();
        for (String hop : hopsFromTheLast(request)) {
            Optional<IpAddress> before = IpAddress.parse(hop);
            if (!proxies.contains(client) || before.isEmpty()) {
                return Optional.of(client);
            }
            client = before.get();
        }
        return Optional.of(client);
    }

    private static List<String> hopsFromTheLast(HttpServletRequest request) {
        String all = String.join(",", Collections.list(request.getHeaders(HEADER)));
        List<String> hops = new ArrayList<>(List.of(all.split(",", -1)));
        hops.replaceAll(String::trim);
        Collections.reverse(hops);
        return hops;
    }
}
