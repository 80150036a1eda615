package dev.helpdesk.service.testing;

import dev.helpdesk.service.security.StaleReads;
import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.BearerToken;
import dev.helpdesk.token.TokenVerifier;
import dev.helpdesk.token.User;
import dev.helpdesk.token.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tokens that say what becomes of them: {@code user-ada}, {@code admin-grace}, {@code expired}, {@code revoked}, {@code unknowable}, {@code lately-user}. */
final class TestTokens implements TokenVerifier, StaleReads {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @Override
    public Verification verify(BearerToken token) {
        String[] parts = token.value().split("-", 2);
        return switch (parts[0]) {
            case "user", "admin" -> new Verification.Valid(token(parts[1], parts[0]));
            case "expired" -> new Verification.Rejected(Verification.Reason.EXPIRED);
            case "revoked" -> new Verification.Rejected(Verification.Reason.REVOKED);
            case "unknowable", "lately" -> new Verification.Unavailable("nobody answers");
            default -> new Verification.Rejected(Verification.Reason.INVALID);
        };
    }

    @Override
    public Optional<AccessToken> heldLately(BearerToken token) {
        String[] parts = token.value().split("-", 2);
        return parts[0].equals("lately") ? Optional.of(token("ada", parts[1])) : Optional.empty();
    }

    private static AccessToken token(String name, String role) {
        User user = new User(name, name + "@example.org", name, "Test", List.of(role), true, true, NOW);
        return new AccessToken("token-" + name, "session-" + name, "portal", NOW, NOW.plusSeconds(300), NOW, user);
    }
}
