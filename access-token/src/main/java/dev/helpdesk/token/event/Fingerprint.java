package dev.helpdesk.token.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The first half of a name's SHA-256: as good as the name it stands for, whose length it does not have. */
record Fingerprint(long high, long low) {

    static Fingerprint of(String name) {
        return new Maker().of(name);
    }

    static Fingerprint read(ByteBuffer bytes) {
        return new Fingerprint(bytes.getLong(), bytes.getLong());
    }

    /** Makes several of them with one digest. For one thread, and made anew for each check: a token has five names at most. */
    static final class Maker {

        private static final MessageDigest SHA_256 = sha256();

        private @Nullable MessageDigest digest;

        Fingerprint of(String name) {
            digest = digest == null ? copy() : digest;
            return read(ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8))));
        }

        /** Cheaper than to look for a provider each time. */
        private static MessageDigest copy() {
            try {
                return (MessageDigest) SHA_256.clone();
            } catch (CloneNotSupportedException e) {
                return sha256();
            }
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
