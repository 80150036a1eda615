package dev.helpdesk.token.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The first half of a SHA-256: as good as the text it stands for, whose length it does not have. */
record Fingerprint(long high, long low) {

    static Fingerprint of(String text) {
        return digest(digest(), text);
    }

    /** Tells scopes of different kinds apart also when they have the same names. */
    static Fingerprint of(TokenScope scope) {
        return switch (scope) {
            case TokenScope.OfUser(String userId) -> named('u', userId);
            case TokenScope.OfSession(String sessionId) -> named('s', sessionId);
            case TokenScope.OfClientSession(String sessionId, String clientId) ->
                named('d', sessionId.length() + ":" + sessionId + clientId);
            case TokenScope.OfClient(String clientId) -> named('c', clientId);
            case TokenScope.OfEveryone everyone -> named('e', "");
        };
    }

    private static Fingerprint named(char kind, String name) {
        MessageDigest digest = digest();
        digest.update((byte) kind);
        return digest(digest, name);
    }

    private static Fingerprint digest(MessageDigest digest, String text) {
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        return new Fingerprint(hash.getLong(), hash.getLong());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
