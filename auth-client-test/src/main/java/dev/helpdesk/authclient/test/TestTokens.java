package dev.helpdesk.authclient.test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Mother of the access tokens Keycloak issues for the Helpdesk realm. */
public final class TestTokens {

    private final String issuer;
    private final TestKey key;

    private TestTokens(String issuer, TestKey key) {
        this.issuer = issuer;
        this.key = key;
    }

    /** Tokens of this issuer, signed with this key. */
    public static TestTokens of(String issuer, TestKey key) {
        return new TestTokens(issuer, key);
    }

    /** A token of a logged-in user with the role {@code user}. */
    public TestToken user() {
        return common("onrtro:", "helpdesk-portal", Instant.now())
                .claim("sid", UUID.randomUUID().toString())
                .claim("email", "ada@example.com")
                .claim("email_verified", true)
                .claim("given_name", "Ada")
                .claim("family_name", "Lovelace")
                .withRoles("user");
    }

    /** A token of a service account: no session, the role {@code service}. */
    public TestToken service(String clientId) {
        return common("trrtcc:", clientId, Instant.now())
                .claim("email_verified", false)
                .withRoles("service");
    }

    /** An ID token of the same user: genuine, but not for an API. */
    public TestToken idToken() {
        return user().header("typ", "JWT").claim("typ", "ID").without("realm_access");
    }

    /** A refresh token, as if it were signed with the public key pair. */
    public TestToken refreshToken() {
        return user().header("typ", "JWT").claim("typ", "Refresh").claim("aud", issuer);
    }

    /** A back-channel logout token of the same session. */
    public TestToken logoutToken() {
        return user().header("typ", "logout+jwt")
                .claim("typ", "Logout")
                .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
    }

    private TestToken common(String idPrefix, String clientId, Instant now) {
        return new TestToken(key)
                .header("alg", "RS256")
                .header("typ", "at+jwt")
                .header("kid", key.id())
                .lasting(now, now.plusSeconds(300))
                .claim("jti", idPrefix + UUID.randomUUID())
                .claim("iss", issuer)
                .claim("aud", List.of("helpdesk-api", "auth-facade"))
                .claim("typ", "Bearer")
                .claim("azp", clientId)
                .claim("scope", "")
                .claim("created_at", now.minusSeconds(3600).toEpochMilli())
                .forSubject(UUID.randomUUID().toString());
    }
}
