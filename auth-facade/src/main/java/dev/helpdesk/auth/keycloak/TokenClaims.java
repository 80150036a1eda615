package dev.helpdesk.auth.keycloak;

import dev.helpdesk.token.User;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the user out of an access token that Keycloak handed out in this very request. Its signature is not checked: the connection
 * it came by vouches for it (OpenID Connect Core 3.1.3.7).
 */
final class TokenClaims {

    /** The roles the API speaks of; Keycloak's own stay inside. */
    static final Set<String> ROLES = Set.of("user", "agent", "admin", "service");

    private TokenClaims() {}

    static User userOf(String accessToken) {
        JsonNode claims = SessionHolder.unverifiedClaims(accessToken)
                .orElseThrow(() -> Unavailable.because(new IllegalStateException("Keycloak's access token is no JWT")));
        JsonNode email = claims.path("email");
        return new User(
                claims.path("sub").asString(""),
                email.isString() ? email.asString() : null,
                claims.path("given_name").asString(""),
                claims.path("family_name").asString(""),
                roles(claims),
                claims.path("email_verified").asBoolean(false),
                true,
                createdAt(claims));
    }

    private static List<String> roles(JsonNode claims) {
        return claims.path("realm_access")
                .path("roles")
                .valueStream()
                .map(role -> role.asString(""))
                .filter(ROLES::contains)
                .toList();
    }

    private static @Nullable Instant createdAt(JsonNode claims) {
        JsonNode millis = claims.path("created_at");
        return millis.isNumber() ? Instant.ofEpochMilli(millis.asLong()) : null;
    }
}
