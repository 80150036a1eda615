package dev.helpdesk.authclient.test;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Builds one token. Every part of it can be bent, down to the raw JSON, so that attacks can be written down as they are.
 *
 * <p>Each method changes this builder and returns it; {@link #build} gives the compact form.
 */
public final class TestToken {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Map<String, @Nullable Object> header = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    private UnaryOperator<byte[]> signer;
    private UnaryOperator<String> headerJson = json -> json;
    private UnaryOperator<String> claimsJson = json -> json;

    TestToken(TestKey key) {
        signer = key::sign;
    }

    /** Speaks for this user. */
    public TestToken forSubject(String id) {
        return claim("sub", id);
    }

    /** Has exactly these realm roles. */
    public TestToken withRoles(String... roles) {
        return claim("realm_access", Map.of("roles", List.of(roles)));
    }

    /** Belongs to this session. */
    public TestToken inSession(String id) {
        return claim("sid", id);
    }

    /** Was issued and expires at these times. */
    public TestToken lasting(Instant issuedAt, Instant expiresAt) {
        return claim("iat", issuedAt.getEpochSecond()).claim("exp", expiresAt.getEpochSecond());
    }

    /** Expires this long after now. */
    public TestToken expiringIn(Duration life) {
        Instant now = Instant.now();
        return lasting(now, now.plus(life));
    }

    /** Expired an hour ago. */
    public TestToken expired() {
        Instant now = Instant.now();
        return lasting(now.minusSeconds(7200), now.minusSeconds(3600));
    }

    /** Signed by somebody else under the same {@code kid}. */
    public TestToken signedByStranger() {
        return signedWith(TestKey.create()::sign);
    }

    /** Signed with this key, which its header names. */
    public TestToken signedBy(TestKey key) {
        return header("kid", key.id()).signedWith(key::sign);
    }

    /** Signed by this function of the signing input. */
    public TestToken signedWith(UnaryOperator<byte[]> signer) {
        this.signer = signer;
        return this;
    }

    /** Sets a member of the header; null writes {@code null}. */
    public TestToken header(String name, @Nullable Object value) {
        header.put(name, value);
        return this;
    }

    /** Leaves a member of the header out. */
    public TestToken withoutHeader(String name) {
        header.remove(name);
        return this;
    }

    /** Sets a claim; null writes {@code null}. */
    public TestToken claim(String name, @Nullable Object value) {
        claims.put(name, value);
        return this;
    }

    /** Leaves a claim out. */
    public TestToken without(String claim) {
        claims.remove(claim);
        return this;
    }

    /** Rewrites the header's JSON before it is signed. */
    public TestToken headerJson(UnaryOperator<String> change) {
        headerJson = change;
        return this;
    }

    /** Rewrites the claims' JSON before it is signed. */
    public TestToken claimsJson(UnaryOperator<String> change) {
        claimsJson = change;
        return this;
    }

    /** The token in its compact form. */
    public String build() {
        String signed = encode(headerJson.apply(JSONObjectUtils.toJSONString(header)))
                + "."
                + encode(claimsJson.apply(JSONObjectUtils.toJSONString(claims)));
        return signed + "." + BASE64.encodeToString(signer.apply(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String encode(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
