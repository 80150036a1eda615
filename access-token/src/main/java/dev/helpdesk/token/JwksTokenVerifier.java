package dev.helpdesk.token;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Checks access tokens in this process with the keys their issuer publishes, then asks whether they were revoked. The keys are
 * fetched in the background: making one never fails because the issuer is away.
 */
public final class JwksTokenVerifier implements TokenVerifier, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(JwksTokenVerifier.class.getName());
    private static final int MAX_TOKEN_LENGTH = 8 * 1024;
    private static final int REMEMBERED_TOKENS = 10_000;
    /** What is worth looking for. Keycloak's are in Base64url. */
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._~-]{1,128}");

    private final TokenPolicy policy;
    private final HeaderCheck header;
    private final ClaimsCheck claims;
    private final JwksDownload download;
    private final PublishedKeys keys;
    private final Revocations revocations;
    private final Clock clock;
    private final VerifiedTokens verified = new VerifiedTokens(REMEMBERED_TOKENS);

    private JwksTokenVerifier(
            TokenPolicy policy, URI jwks, Revocations revocations, Clock clock, Duration refreshEvery) {
        this.policy = policy;
        this.header = new HeaderCheck(policy);
        this.claims = new ClaimsCheck(policy);
        this.download = new JwksDownload(jwks);
        this.keys = new PublishedKeys(download, clock, refreshEvery, policy.clockSkew());
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * A verifier that reads keys from now on; close it to end that.
     *
     * @param policy which tokens are accepted
     * @param jwks where the issuer publishes its keys
     * @param revocations asked about every genuine token, every time
     */
    public static JwksTokenVerifier create(TokenPolicy policy, URI jwks, Revocations revocations) {
        return create(policy, jwks, revocations, Clock.systemUTC());
    }

    /** The same with a clock of one's own. */
    public static JwksTokenVerifier create(TokenPolicy policy, URI jwks, Revocations revocations, Clock clock) {
        return create(policy, jwks, revocations, clock, PublishedKeys.REFRESH_EVERY);
    }

    static JwksTokenVerifier create(
            TokenPolicy policy, URI jwks, Revocations revocations, Clock clock, Duration refreshEvery) {
        return new JwksTokenVerifier(policy, jwks, revocations, clock, refreshEvery);
    }

    @Override
    public Verification verify(BearerToken token) {
        Instant now = clock.instant();
        try {
            AccessToken genuine = genuine(token, now);
            if (!now.isBefore(genuine.expiresAt().plus(policy.clockSkew()))) {
                return new Verification.Rejected(Verification.Reason.EXPIRED);
            }
            return switch (revocations.check(genuine)) {
                case LIVE -> new Verification.Valid(genuine);
                case REVOKED -> new Verification.Rejected(Verification.Reason.REVOKED);
                case UNKNOWN -> new Verification.Unavailable("nobody could say whether the token was revoked");
            };
        } catch (InvalidTokenException e) {
            LOG.log(System.Logger.Level.DEBUG, "Access token refused: {0}", e.getMessage());
            return new Verification.Rejected(Verification.Reason.INVALID);
        } catch (KeysUnavailableException e) {
            return new Verification.Unavailable(e.reason());
        }
    }

    private AccessToken genuine(BearerToken token, Instant now) throws InvalidTokenException, KeysUnavailableException {
        if (token.value().length() > MAX_TOKEN_LENGTH) {
            throw new InvalidTokenException("it is too long");
        }
        ByteBuffer fingerprint = VerifiedTokens.fingerprint(token);
        VerifiedTokens.Verified known = verified.find(fingerprint, now);
        if (known != null && keys.hold(known.key())) {
            return known.token();
        }
        VerifiedTokens.Verified checked = check(token, now);
        verified.add(fingerprint, checked);
        return checked.token();
    }

    private VerifiedTokens.Verified check(BearerToken token, Instant now)
            throws InvalidTokenException, KeysUnavailableException {
        SignedToken signed = SignedToken.parse(token.value());
        SignatureAlgorithm algorithm = header.algorithm(signed.unverifiedHeader());
        boolean kindOpen = header.leavesKindOpen(signed.unverifiedHeader());
        SigningKey key = key(signed, now);
        if (!key.hasSigned(signed, algorithm)) {
            throw new InvalidTokenException("its signature is wrong");
        }
        JsonObject verifiedClaims = JsonObject.parse(signed.unverifiedClaims().decode());
        if (kindOpen) {
            verifiedClaims.string("typ");
        }
        return new VerifiedTokens.Verified(claims.accept(verifiedClaims, now), key);
    }

    /** Only a token whose key is unknown is asked when it was made, before anything of it is proven. */
    private SigningKey key(SignedToken signed, Instant now) throws InvalidTokenException, KeysUnavailableException {
        String id = signed.unverifiedHeader().string("kid");
        SigningKey known = keys.known(id);
        if (known != null) {
            return known;
        }
        if (!KEY_ID.matcher(id).matches()) {
            throw new InvalidTokenException("kid is malformed");
        }
        Instant unverifiedIssuedAt =
                JsonObject.parse(signed.unverifiedClaims().decode()).time("iat");
        if (unverifiedIssuedAt.isAfter(now.plus(policy.clockSkew()))) {
            throw new InvalidTokenException("iat is in the future");
        }
        return keys.find(id, unverifiedIssuedAt);
    }

    /** The ids of the keys that the issuer published when it was last asked, sorted. */
    public SortedSet<String> keyIds() {
        return new TreeSet<>(keys.ids());
    }

    @Override
    public void close() {
        keys.close();
        download.close();
    }
}
