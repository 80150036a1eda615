package dev.helpdesk.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a verified access token says (RFC 9068). It exists only after its signature and claims were checked.
 *
 * @param id the token's own id ({@code jti})
 * @param sessionId the session it was issued in ({@code sid}); a service account has none
 * @param clientId the client it was issued to ({@code azp})
 * @param issuedAt when it was issued, with a grain of one second
 * @param expiresAt when it stops being valid
 * @param authTime when the user last proved who they are, if stated
 * @param user whom it speaks for; {@link User#id()} is the subject
 */
public record AccessToken(
        String id,
        @Nullable String sessionId,
        String clientId,
        Instant issuedAt,
        Instant expiresAt,
        @Nullable Instant authTime,
        User user) {

    /** The subject: the id of the user or service account the token speaks for. */
    public String subject() {
        return user.id();
    }
}
