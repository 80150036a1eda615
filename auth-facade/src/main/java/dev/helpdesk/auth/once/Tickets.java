package dev.helpdesk.auth.once;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Makes the tickets of one kind of request, by HKDF-SHA256 (RFC 5869) from what the requests present. */
public final class Tickets {

    private static final int BYTES = 32;

    private final String use;
    private final byte[] salt;

    /** For requests that present something nobody can guess, such as a token. */
    public Tickets(String use) {
        this(use, "");
    }

    /**
     * For requests that present what could be guessed.
     *
     * @param secret known to all replicas and not to Redis: without it no guess can be tried
     */
    public Tickets(String use, String secret) {
        this.use = use;
        this.salt = secret.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The ticket of a request.
     *
     * @param name what equal requests are known by
     * @param content what must be equal as well
     */
    public Ticket of(String name, String... content) {
        byte[] id = derive("id", List.of(name));
        byte[] key =
                derive("key", Stream.concat(Stream.of(name), Stream.of(content)).toList());
        return new Ticket(use + ":" + HexFormat.of().formatHex(id), new SecretKeySpec(key, "AES"));
    }

    private byte[] derive(String purpose, List<String> parts) {
        HKDFParameterSpec.Builder extract = HKDFParameterSpec.ofExtract().addSalt(salt);
        for (String part : parts) {
            byte[] text = part.getBytes(StandardCharsets.UTF_8);
            // The lengths keep "ab" + "c" apart from "a" + "bc".
            extract.addIKM(
                    ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
            extract.addIKM(text);
        }
        byte[] info = ("helpdesk once 1 " + use + " " + purpose).getBytes(StandardCharsets.UTF_8);
        try {
            return KDF.getInstance("HKDF-SHA256").deriveData(extract.thenExpand(info, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HKDF-SHA256", e);
        }
    }
}
