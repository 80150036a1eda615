package dev.helpdesk.token;

import java.time.Duration;
import java.util.Set;

/**
 * Which access tokens are accepted.
 *
 * @param issuer the exact {@code iss}
 * @param audience what {@code aud} must contain
 * @param algorithms how a token may be signed
 * @param clients the clients ({@code azp}) whose tokens are accepted; empty for every client the issuer grants the audience to
 * @param plainJwt whether a token may call itself {@code JWT} in its header, as Keycloak's do unless the client asks for RFC 9068's
 *     {@code at+jwt}; it then has to call itself {@code Bearer} in its claims
 * @param clockSkew by how much clocks may differ, 30 s at most
 * @param maxLifetime the longest time between {@code iat} and {@code exp}
 */
public record TokenPolicy(
        String issuer,
        String audience,
        Set<SignatureAlgorithm> algorithms,
        Set<String> clients,
        boolean plainJwt,
        Duration clockSkew,
        Duration maxLifetime) {

    /** The audience of every Helpdesk service. */
    public static final String HELPDESK_API = "helpdesk-api";

    /** The longest life of a token that Helpdesk services accept, and so the longest time a revocation must be remembered. */
    public static final Duration LONGEST_LIFE = Duration.ofDays(7);

    private static final Duration MAX_CLOCK_SKEW = Duration.ofSeconds(30);

    public TokenPolicy {
        algorithms = Set.copyOf(algorithms);
        clients = Set.copyOf(clients);
        require(!issuer.isBlank(), "issuer must not be blank");
        require(!audience.isBlank(), "audience must not be blank");
        require(!algorithms.isEmpty(), "algorithms must name one at least");
        require(
                !clockSkew.isNegative() && clockSkew.compareTo(MAX_CLOCK_SKEW) <= 0,
                "clockSkew must be between 0 and 30 s");
        require(maxLifetime.isPositive(), "maxLifetime must be positive");
    }

    /** What Helpdesk services accept: RS256, {@link #HELPDESK_API}, any client, {@code at+jwt}, 30 s of skew, {@link #LONGEST_LIFE}. */
    public static TokenPolicy of(String issuer) {
        return new TokenPolicy(
                issuer, HELPDESK_API, Set.of(SignatureAlgorithm.RS256), Set.of(), false, MAX_CLOCK_SKEW, LONGEST_LIFE);
    }

    private static void require(boolean condition, String rule) {
        if (!condition) {
            throw new IllegalArgumentException(rule);
        }
    }
}
