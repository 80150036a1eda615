package dev.helpdesk.token;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the claims of a token, whose signature was checked before, into an {@link AccessToken} or refuses them. */
record ClaimsCheck(TokenPolicy policy) {

    private static final Set<String> ROLES = Set.of("user", "agent", "admin", "service");
    private static final Pattern SUBJECT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,255}");

    AccessToken accept(JsonObject claims, Instant now) throws InvalidTokenException {
        require(claims.string("iss").equals(policy.issuer()), "iss is not the issuer");
        require(claims.strings("aud").contains(policy.audience()), "aud is somebody else");
        // Keycloak's own word for the kind, which ID, refresh and action tokens have too.
        require(!claims.has("typ") || claims.string("typ").equals("Bearer"), "typ is not that of an access token");
        // Bound to a key of its client (RFC 7800): worth nothing without the proof, which nobody asks for here.
        require(!claims.has("cnf"), "cnf asks for a proof of possession");
        AccessToken token = new AccessToken(
                matching(ID, "jti", claims.string("jti")),
                session(claims),
                client(claims),
                claims.time("iat"),
                claims.time("exp"),
                claims.optionalTime("auth_time"),
                user(claims));
        checkTimes(token, claims.optionalTime("nbf"), now);
        require(token.sessionId() != null || token.user().roles().contains("service"), "sid is missing");
        return token;
    }

    private void checkTimes(AccessToken token, @Nullable Instant notBefore, Instant now) throws InvalidTokenException {
        Instant latest = now.plus(policy.clockSkew());
        require(!token.issuedAt().isAfter(latest), "iat is in the future");
        require(notBefore == null || !notBefore.isAfter(latest), "nbf is in the future");
        Duration lifetime = Duration.between(token.issuedAt(), token.expiresAt());
        require(lifetime.isPositive() && lifetime.compareTo(policy.maxLifetime()) <= 0, "it lives too long");
    }

    private static @Nullable String session(JsonObject claims) throws InvalidTokenException {
        String session = claims.optionalString("sid");
        return session == null ? null : matching(ID, "sid", session);
    }

    private String client(JsonObject claims) throws InvalidTokenException {
        String client = matching(ID, "azp", claims.string("azp"));
        String sameClient = claims.optionalString("client_id");
        require(sameClient == null || sameClient.equals(client), "azp and client_id differ");
        require(policy.clients().isEmpty() || policy.clients().contains(client), "azp is not an accepted client");
        return client;
    }

    private static User user(JsonObject claims) throws InvalidTokenException {
        return new User(
                matching(SUBJECT, "sub", claims.string("sub")),
                claims.optionalString("email"),
                orEmpty(claims.optionalString("given_name")),
                orEmpty(claims.optionalString("family_name")),
                roles(claims.members().get("realm_access")),
                claims.flag("email_verified"),
                true,
                claims.optionalMillis("created_at"));
    }

    /** Whatever does not look exactly like Keycloak's {@code realm_access} grants nothing. */
    private static List<String> roles(@Nullable Object realmAccess) {
        if (realmAccess instanceof Map<?, ?> access && access.get("roles") instanceof List<?> roles) {
            return ROLES.stream().filter(roles::contains).toList();
        }
        return List.of();
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static String matching(Pattern form, String name, String value) throws InvalidTokenException {
        require(form.matcher(value).matches(), name + " is malformed");
        return value;
    }

    private static void require(boolean condition, String otherwise) throws InvalidTokenException {
        if (!condition) {
            throw new InvalidTokenException(otherwise);
        }
    }
}
