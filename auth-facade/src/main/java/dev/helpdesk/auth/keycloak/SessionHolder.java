package dev.helpdesk.auth.keycloak;

import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whose session a token belongs to.
 *
 * @param userId the user
 * @param sessionId the session
 */
public record SessionHolder(String userId, String sessionId) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What a token says of itself, genuine or not. */
    public static Optional<SessionHolder> unverified(String token) {
        return unverifiedClaims(token).flatMap(SessionHolder::in);
    }

    static Optional<SessionHolder> in(JsonNode claims) {
        JsonNode user = claims.path("sub");
        JsonNode session = claims.path("sid");
        return user.isString() && session.isString()
                ? Optional.of(new SessionHolder(user.asString(), session.asString()))
                : Optional.empty();
    }

    static Optional<JsonNode> unverifiedClaims(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            return claims.isObject() ? Optional.of(claims) : Optional.empty();
        } catch (IllegalArgumentException | JacksonException e) {
            return Optional.empty();
        }
    }
}
