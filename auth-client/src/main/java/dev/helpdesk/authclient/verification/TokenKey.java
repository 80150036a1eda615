package dev.helpdesk.authclient.verification;

import dev.helpdesk.token.BearerToken;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 of a whole token, signature included: no two tokens share a verdict. */
record TokenKey(ByteBuffer digest) {

    static TokenKey of(BearerToken token) {
        try {
            byte[] bytes = token.value().getBytes(StandardCharsets.UTF_8);
            return new TokenKey(
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
