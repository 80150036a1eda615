package dev.helpdesk.token;

import com.nimbusds.jose.JWSAlgorithm;

/**
 * The ways an access token may be signed (RFC 7518). There are only asymmetric ones, so no policy can ever allow a shared secret
 * or no signature at all.
 */
public enum SignatureAlgorithm {
    RS256,
    RS384,
    RS512,
    PS256,
    PS384,
    PS512,
    ES256,
    ES384,
    ES512;

    JWSAlgorithm jws() {
        return JWSAlgorithm.parse(name());
    }

    boolean isElliptic() {
        return name().startsWith("ES");
    }
}
