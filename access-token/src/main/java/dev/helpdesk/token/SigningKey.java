package dev.helpdesk.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A public key the issuer signs tokens with.
 *
 * @param id its {@code kid}
 * @param algorithm the name of the only algorithm it is for, if the issuer says so
 * @param key the key
 */
record SigningKey(String id, @Nullable String algorithm, PublicKey key) {

    private static final int MIN_RSA_BITS = 2048;

    /** Takes what is a public signature key of some strength out of a JWKS; everything else in it is of no use here. */
    static Optional<SigningKey> from(JWK jwk) {
        boolean forSignatures = jwk.getKeyUse() == null || jwk.getKeyUse().equals(KeyUse.SIGNATURE);
        if (jwk.getKeyID() == null || !forSignatures || !(jwk instanceof AsymmetricJWK asymmetric)) {
            return Optional.empty();
        }
        try {
            String algorithm =
                    jwk.getAlgorithm() == null ? null : jwk.getAlgorithm().getName();
            PublicKey key = asymmetric.toPublicKey();
            return isUsable(key) ? Optional.of(new SigningKey(jwk.getKeyID(), algorithm, key)) : Optional.empty();
        } catch (JOSEException e) {
            return Optional.empty();
        }
    }

    private static boolean isUsable(PublicKey key) {
        return key instanceof ECPublicKey
                || (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= MIN_RSA_BITS);
    }

    /** Says whether a token was signed with this key by exactly this algorithm, which comes from the policy's list. */
    boolean hasSigned(SignedToken token, SignatureAlgorithm wanted) {
        if (algorithm != null && !algorithm.equals(wanted.name())) {
            return false;
        }
        try {
            JWSVerifier verifier = verifier(wanted);
            byte[] signed = token.signingInput().getBytes(StandardCharsets.US_ASCII);
            return verifier != null && verifier.verify(new JWSHeader(wanted.jws()), signed, token.signature());
        } catch (JOSEException e) {
            return false;
        }
    }

    private @Nullable JWSVerifier verifier(SignatureAlgorithm wanted) throws JOSEException {
        return switch (key) {
            case RSAPublicKey rsa when !wanted.isElliptic() -> new RSASSAVerifier(rsa);
            case ECPublicKey elliptic when wanted.isElliptic() -> new ECDSAVerifier(elliptic);
            default -> null;
        };
    }
}
