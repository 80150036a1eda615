package dev.helpdesk.auth.verification;

import dev.helpdesk.auth.keycloak.KeycloakTokens;
import dev.helpdesk.token.BearerToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Asks Keycloak whether it still honours a token: once in a while for all who show the same one, for otherwise every request of every
 * service would reach Keycloak as soon as Redis is away.
 */
final class Introspections {

    /** How old an answer may be; far below the time within which every revocation has to be known. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final int MANY = 10_000;

    private final KeycloakTokens keycloak;
    private final ConcurrentMap<String, Question> questions = new ConcurrentHashMap<>();

    private record Question(CompletableFuture<Boolean> answer, long asked) {

        boolean isFresh() {
            return System.nanoTime() - asked < FRESH.toNanos();
        }
    }

    Introspections(KeycloakTokens keycloak) {
        this.keycloak = keycloak;
    }

    /** Fails as {@link KeycloakTokens#honours} does. */
    boolean honour(BearerToken token) {
        String key = fingerprint(token);
        Question own = new Question(new CompletableFuture<>(), System.nanoTime());
        Question asked = questions.compute(key, (same, known) -> known != null && known.isFresh() ? known : own);
        if (asked.equals(own)) {
            ask(token, key, own);
        }
        try {
            return asked.answer().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private void ask(BearerToken token, String key, Question question) {
        try {
            question.answer().complete(keycloak.honours(token));
        } catch (Throwable e) {
            // Whoever comes next asks again.
            questions.remove(key, question);
            question.answer().completeExceptionally(e);
        }
        if (questions.size() > MANY) {
            questions.values().removeIf(known -> !known.isFresh());
        }
    }

    private static String fingerprint(BearerToken token) {
        try {
            byte[] text = token.value().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
