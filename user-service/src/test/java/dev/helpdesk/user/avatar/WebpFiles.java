package dev.helpdesk.user.avatar;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Makes WebP files by hand that state sizes and hold no pixels. */
final class WebpFiles {

    static final int STILL = 0;
    static final int ANIMATED = 0x02;

    /** The decoder reads ahead. */
    private static final byte[] REST = new byte[32];

    private WebpFiles() {}

    static byte[] file(byte[]... chunks) {
        return chunk("RIFF", joined("WEBP".getBytes(US_ASCII), joined(chunks)));
    }

    static byte[] canvas(int flags, int width, int height) {
        return chunk("VP8X", joined(littleEndian(flags, 4), littleEndian(width - 1, 3), littleEndian(height - 1, 3)));
    }

    static byte[] lossy(int width, int height) {
        byte[] start = {0x10, 0, 0, (byte) 0x9D, 0x01, 0x2A};
        return chunk("VP8 ", joined(start, littleEndian(width, 2), littleEndian(height, 2), REST));
    }

    static byte[] lossless(int width, int height) {
        byte[] signature = {0x2F};
        return chunk("VP8L", joined(signature, littleEndian((width - 1) | ((height - 1) << 14), 4), REST));
    }

    static byte[] mask() {
        return chunk("ALPH", new byte[2]);
    }

    static byte[] frame(int width, int height, byte[]... chunks) {
        byte[] place = new byte[6];
        byte[] duration = new byte[4];
        return chunk(
                "ANMF",
                joined(place, littleEndian(width - 1, 3), littleEndian(height - 1, 3), duration, joined(chunks)));
    }

    static byte[] chunk(String name, byte[] content) {
        byte[] padding = new byte[content.length % 2];
        return joined(name.getBytes(US_ASCII), littleEndian(content.length, 4), content, padding);
    }

    private static byte[] littleEndian(int value, int size) {
        byte[] bytes = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
        return Arrays.copyOf(bytes, size);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
