package dev.helpdesk.user.avatar;

import static dev.helpdesk.user.profile.ProfileError.INVALID_IMAGE;
import static dev.helpdesk.user.profile.ProfileError.UNSUPPORTED_IMAGE;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import dev.helpdesk.service.error.ApiException;
import java.io.IOException;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A picture that a stranger sent, of which only the header was read: of a known format, and no larger than allowed.
 *
 * @param format how it is encoded
 * @param content the whole file
 * @param width pixels a row
 * @param height pixels a column
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Picture(ImageFormat format, byte[] content, int width, int height) {

    private static final long MAX_PIXELS = 40_000_000;

    /** The decoder of such a picture takes four bytes for each pixel; that of any other one thins it out while it reads. */
    private static final long MAX_PIXELS_HELD_WHOLE = 10_000_000;

    /** Progressive pictures have about ten; each costs a pass over the whole picture. */
    private static final int MAX_JPEG_SCANS = 100;

    static Picture of(byte[] content) {
        ImageFormat format = ImageFormat.of(content).orElseThrow(() -> ApiException.of(UNSUPPORTED_IMAGE));
        return reading(content, format, reader -> {
            Picture picture = new Picture(format, content, reader.getWidth(0), reader.getHeight(0));
            picture.check();
            return picture;
        });
    }

    private void check() throws IIOException {
        if (pixels() > maxPixels()) {
            throw new IIOException("too many pixels: " + width + " x " + height);
        }
        if (format == ImageFormat.JPEG && scans() > MAX_JPEG_SCANS) {
            throw new IIOException("too many scans");
        }
    }

    private long maxPixels() throws IIOException {
        if (format != ImageFormat.WEBP) {
            return MAX_PIXELS;
        }
        WebpFrame frame = WebpFrame.of(content);
        if (frame.width() != width || frame.height() != height) {
            throw new IIOException("a frame of another size than stated: " + frame);
        }
        return frame.heldWhole() ? MAX_PIXELS_HELD_WHOLE : MAX_PIXELS;
    }

    private int scans() {
        int scans = 0;
        for (int i = 1; i < content.length; i++) {
            if (content[i - 1] == (byte) 0xFF && content[i] == (byte) 0xDA) {
                scans++;
            }
        }
        return scans;
    }

    long pixels() {
        return (long) width * height;
    }

    /** Lets a decoder at the file. Decoders answer a broken one with every kind of exception there is. */
    <T> T reading(Reading<T> work) {
        return reading(content, format, work);
    }

    private static <T> T reading(byte[] content, ImageFormat format, Reading<T> work) {
        ImageReader reader = format.newReader();
        try (ImageInputStream input = new ByteArrayImageInputStream(content)) {
            reader.setInput(input, false, true);
            return work.with(reader);
        } catch (IOException | RuntimeException e) {
            throw ApiException.of(INVALID_IMAGE).causedBy(e);
        } finally {
            reader.dispose();
        }
    }

    /** What is done with a decoder. */
    @FunctionalInterface
    interface Reading<T> {

        T with(ImageReader reader) throws IOException;
    }
}
