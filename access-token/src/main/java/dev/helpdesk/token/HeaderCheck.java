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

    /** RFC 9068 section 4, or Keycloak's own way of telling its kinds of tokens apart. */
    void requireAccessToken(JsonObject header, JsonObject claims) throws InvalidTokenException {
        boolean calledBearer = "Bearer".equals(claims.optionalString("typ"));
        boolean kindFits = switch (header.string("typ").toLowerCase(Locale.ROOT)) {
            case "at+jwt", "application/at+jwt" -> calledBearer || !claims.has("typ");
            case "jwt" -> policy.plainJwt() && calledBearer;
            default -> false;
        };
        if (!kindFits) {
            throw new InvalidTokenException("typ is not that of an access token");
        }
    }
}
