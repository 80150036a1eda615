package dev.helpdesk.auth.verification;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token that holds: whose it is and what is known of it. */
record VerificationResponse(boolean success, boolean valid, User user, Token token) {

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Token(
            String id,
            @Nullable String sessionId,
            String clientId,
            Instant issuedAt,
            Instant expiresAt,
            @Nullable Instant authTime) {}

    static VerificationResponse of(AccessToken token) {
        return new VerificationResponse(
                true,
                true,
                token.user(),
                new Token(
                        token.id(),
                        token.sessionId(),
                        token.clientId(),
                        token.issuedAt(),
                        token.expiresAt(),
                        token.authTime()));
    }
}
