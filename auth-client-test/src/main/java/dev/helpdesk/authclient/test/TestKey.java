package dev.helpdesk.authclient.test;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.UUID;

/** An RSA key pair as Keycloak makes them, new for every test run. */
public final class TestKey {

    private final RSAKey key;

    private TestKey(RSAKey key) {
        this.key = key;
    }

    /** A new key with an id of its own. */
    public static TestKey create() {
        return create(UUID.randomUUID().toString());
    }

    /** A new key with this {@code kid}. */
    public static TestKey create(String id) {
        try {
            return new TestKey(new RSAKeyGenerator(2048)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID(id)
                    .generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its {@code kid}. */
    public String id() {
        return key.getKeyID();
    }

    /** Both halves, for attacks that need them. */
    public RSAKey jwk() {
        return key;
    }

    byte[] sign(byte[] input) {
        try {
            PrivateKey privateKey = key.toPrivateKey();
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(privateKey);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
