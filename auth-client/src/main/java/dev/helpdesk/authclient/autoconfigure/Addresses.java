package dev.helpdesk.authclient.autoconfigure;

import java.net.URI;
import java.util.Set;

/** Checks base addresses. */
final class Addresses {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private Addresses() {}

    /** The address without a slash at its end. */
    static URI required(String variable, URI address, String example) {
        boolean web = address.getScheme() != null && SCHEMES.contains(address.getScheme()) && address.getHost() != null;
        boolean plain = address.getQuery() == null && address.getFragment() == null && address.getUserInfo() == null;
        if (!web || !plain) {
            // The value itself is left out: somebody may have put a password into it.
            throw new IllegalArgumentException(variable + " must be an http or https address such as " + example
                    + ", without user, query or fragment");
        }
        return URI.create(address.toString().replaceAll("/+$", ""));
    }
}
