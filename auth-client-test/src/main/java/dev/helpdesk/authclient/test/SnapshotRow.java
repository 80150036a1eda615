package dev.helpdesk.authclient.test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A revocation in the 21 bytes of the feed's snapshots: its kind, half of its name's SHA-256, a second. */
record SnapshotRow(int kind, String name, long second) {

    private static final int BYTES = 21;

    /** The record of an entry; empty when the entry revokes nothing. */
    static Optional<SnapshotRow> of(String type, Map<String, String> fields) {
        long forgotten = Instant.now().plus(Duration.ofDays(7)).getEpochSecond();
        return switch (type) {
            case "session-revoked" -> Optional.of(new SnapshotRow(1, field(fields, "sid"), forgotten));
            case "token-revoked" -> Optional.of(new SnapshotRow(2, field(fields, "jti"), forgotten));
            case "tokens-revoked-before" -> Optional.of(bound(fields, Long.parseLong(field(fields, "before")) / 1000));
            default -> Optional.empty();
        };
    }

    private static SnapshotRow bound(Map<String, String> fields, long before) {
        return switch (field(fields, "scope")) {
            case "user" -> new SnapshotRow(3, field(fields, "sub"), before);
            case "session" -> new SnapshotRow(4, field(fields, "sid"), before);
            case "client-session" -> {
                String session = field(fields, "sid");
                yield new SnapshotRow(5, session.length() + ":" + session + field(fields, "client"), before);
            }
            case "client" -> new SnapshotRow(6, field(fields, "client"), before);
            default -> new SnapshotRow(7, "", before);
        };
    }

    private static String field(Map<String, String> fields, String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }

    String base64() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            ByteBuffer row = ByteBuffer.allocate(BYTES)
                    .put((byte) kind)
                    .put(digest, 0, 16)
                    .putInt((int) second);
            return Base64.getEncoder().encodeToString(row.array());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
