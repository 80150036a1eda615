package dev.helpdesk.authclient.test;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code GET /api/auth/verify} says of a good token, taken from the token itself. */
final class TokenAnswer {

    private final JWTClaimsSet claims;

    private TokenAnswer(JWTClaimsSet claims) {
        this.claims = claims;
    }

    static Map<String, @Nullable Object> of(String token) {
        try {
            return new TokenAnswer(SignedJWT.parse(token).getJWTClaimsSet()).json();
        } catch (ParseException e) {
            throw new IllegalArgumentException("not a signed token", e);
        }
    }

    /** The id of a token, if it is one that has an id. */
    static Optional<String> id(String token) {
        try {
            return Optional.ofNullable(SignedJWT.parse(token).getJWTClaimsSet().getJWTID());
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private Map<String, @Nullable Object> json() throws ParseException {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("success", true);
        json.put("valid", true);
        json.put("user", user());
        json.put("token", token());
        return json;
    }

    private Map<String, @Nullable Object> user() throws ParseException {
        Map<String, @Nullable Object> user = new LinkedHashMap<>();
        user.put("id", claims.getSubject());
        user.put("email", claims.getStringClaim("email"));
        user.put("firstName", orEmpty(claims.getStringClaim("given_name")));
        user.put("lastName", orEmpty(claims.getStringClaim("family_name")));
        user.put("roles", roles());
        user.put("emailVerified", Boolean.TRUE.equals(claims.getBooleanClaim("email_verified")));
        user.put("enabled", true);
        Long created = claims.getLongClaim("created_at");
        user.put(
                "createdAt",
                created == null ? null : Instant.ofEpochMilli(created).toString());
        return user;
    }

    private Map<String, @Nullable Object> token() throws ParseException {
        Map<String, @Nullable Object> token = new LinkedHashMap<>();
        token.put("id", claims.getJWTID());
        token.put("sessionId", claims.getStringClaim("sid"));
        token.put("clientId", claims.getStringClaim("azp"));
        token.put("issuedAt", claims.getIssueTime().toInstant().toString());
        token.put("expiresAt", claims.getExpirationTime().toInstant().toString());
        Date authTime = claims.getDateClaim("auth_time");
        token.put("authTime", authTime == null ? null : authTime.toInstant().toString());
        return token;
    }

    private List<?> roles() throws ParseException {
        Map<String, Object> access = claims.getJSONObjectClaim("realm_access");
        return access != null && access.get("roles") instanceof List<?> roles ? roles : List.of();
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
