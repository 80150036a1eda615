package dev.helpdesk.launcher;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short name for content: the same bytes, the same name. */
final class Digest {

    private final MessageDigest sha256 = sha256();

    Digest add(byte[] content) {
        sha256.update(content);
        return this;
    }

    Digest add(String content) {
        return add(content.getBytes(StandardCharsets.UTF_8));
    }

    String shortName() {
        return HexFormat.of().formatHex(sha256.digest(), 0, 6);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
