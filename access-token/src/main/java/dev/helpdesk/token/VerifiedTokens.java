package dev.helpdesk.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers genuine tokens by the SHA-256 of the whole token, the least recently used first to go, none past its expiry. */
final class VerifiedTokens {

    private final Map<ByteBuffer, Verified> tokens;

    /** A genuine token and the key that proved it. */
    record Verified(AccessToken token, SigningKey key) {}

    VerifiedTokens(int capacity) {
        tokens = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Verified> eldest) {
                return size() > capacity;
            }
        };
    }

    static ByteBuffer fingerprint(BearerToken token) {
        try {
            byte[] bytes = token.value().getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .asReadOnlyBuffer();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    synchronized @Nullable Verified find(ByteBuffer fingerprint, Instant now) {
        Verified verified = tokens.get(fingerprint);
        if (verified != null && !now.isBefore(verified.token().expiresAt())) {
            tokens.remove(fingerprint);
            return null;
        }
        return verified;
    }

    synchronized void add(ByteBuffer fingerprint, Verified verified) {
        tokens.put(fingerprint, verified);
    }

    synchronized int size() {
        return tokens.size();
    }
}
