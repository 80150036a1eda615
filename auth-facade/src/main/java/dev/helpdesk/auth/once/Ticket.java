package dev.helpdesk.auth.once;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * What equal requests have in common: the id under which their result is kept, and the key that seals it. Both follow from what the
 * requests present, neither leads back to it, and the id does not lead to the key. Its text form is the id.
 */
public final class Ticket {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String id;
    private final SecretKey key;

    Ticket(String id, SecretKey key) {
        this.id = id;
        this.key = key;
    }

    /** Where the result is kept. */
    public String id() {
        return id;
    }

    /** Seals a content, so that it opens at this place only, and only as what it was sealed as. */
    String seal(Entry.Kind kind, byte[] content) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, kind, nonce).doFinal(content);
            byte[] all = Arrays.copyOf(nonce, nonce.length + sealed.length);
            System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
            return Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** Opens what was sealed with the same ticket; empty when it was sealed with another or is damaged. */
    Optional<byte[]> open(Entry.Kind kind, String text) {
        try {
            byte[] all = Base64.getDecoder().decode(text);
            byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
            int length = Math.max(all.length - NONCE_BYTES, 0);
            return Optional.of(cipher(Cipher.DECRYPT_MODE, kind, nonce).doFinal(all, all.length - length, length));
        } catch (IllegalArgumentException | AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    private Cipher cipher(int mode, Entry.Kind kind, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((kind + " " + id).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ticket same && id.equals(same.id) && key.equals(same.key);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
