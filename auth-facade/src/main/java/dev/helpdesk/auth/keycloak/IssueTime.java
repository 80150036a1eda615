package dev.helpdesk.auth.keycloak;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** When a token was issued, to the second (RFC 7519, 4.1.6). */
public final class IssueTime {

    private IssueTime() {}

    /** What a token says of itself, genuine or not. */
    public static Optional<Instant> unverified(String token) {
        return SessionHolder.unverifiedClaims(token)
                .map(claims -> claims.path("iat"))
                .filter(JsonNode::canConvertToInt)
                .map(seconds -> Instant.ofEpochSecond(seconds.asInt()));
    }
}
