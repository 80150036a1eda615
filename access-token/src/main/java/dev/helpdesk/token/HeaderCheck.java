package dev.helpdesk.token;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the header of an access token must say before its signature is worth a look. */
record HeaderCheck(TokenPolicy policy) {

    /** Members that would let the token bring its own key, change how it is read, or make it something other than a signed token. */
    private static final List<String> FORBIDDEN = List.of("jku", "x5u", "jwk", "x5c", "crit", "b64", "enc", "zip");

    SignatureAlgorithm algorithm(JsonObject header) throws InvalidTokenException {
        for (String name : FORBIDDEN) {
            if (header.has(name)) {
                throw new InvalidTokenException(name + " is not allowed in the header");
            }
        }
        String wanted = header.string("alg");
        return Arrays.stream(SignatureAlgorithm.values())
                .filter(algorithm -> algorithm.name().equals(wanted))
                .filter(policy.algorithms()::contains)
                .findFirst()
                .orElseThrow(() -> new InvalidTokenException("alg is not allowed"));
    }

    /** Says whether a token calls itself a plain JWT, which leaves its kind to its claims; RFC 9068, section 4, names it outright. */
    boolean leavesKindOpen(JsonObject header) throws InvalidTokenException {
        String type = header.string("typ").toLowerCase(Locale.ROOT);
        boolean plain = policy.plainJwt() && type.equals("jwt");
        if (!plain && !type.equals("at+jwt") && !type.equals("application/at+jwt")) {
            throw new InvalidTokenException("typ is not that of an access token");
        }
        return plain;
    }
}
