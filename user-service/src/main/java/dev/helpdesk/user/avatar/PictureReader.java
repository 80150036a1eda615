package dev.helpdesk.user.avatar;

import static dev.helpdesk.user.profile.ProfileError.INVALID_IMAGE;
import static dev.helpdesk.user.profile.ProfileError.UNSUPPORTED_IMAGE;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import dev.helpdesk.service.error.ApiException;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Reads the square in the middle of a picture that a stranger sent: sizes are judged before anything is decoded. */
final class PictureReader {

    static final long MAX_PIXELS = 40_000_000;

    /** A larger square is thinned out to at least this many pixels a side while it is read. */
    private static final int ENOUGH = 1536;

    /** Progressive pictures have about ten; each costs a pass over the whole picture. */
    private static final int MAX_JPEG_SCANS = 100;

    private PictureReader() {}

    /** The upright middle square of the first frame, in sRGB. */
    static BufferedImage read(byte[] content) {
        ImageFormat format = ImageFormat.of(content).orElseThrow(() -> ApiException.of(UNSUPPORTED_IMAGE));
        try {
            return SrgbImage.of(decode(format, content), Orientation.of(format, content));
        } catch (IOException | RuntimeException e) {
            // The decoders answer a broken file with every kind of exception there is.
            throw ApiException.of(INVALID_IMAGE).causedBy(e);
        }
    }

    private static BufferedImage decode(ImageFormat format, byte[] content) throws IOException {
        if (format == ImageFormat.JPEG && scans(content) > MAX_JPEG_SCANS) {
            throw new IIOException("too many scans");
        }
        ImageReader reader = format.newReader();
        try (ImageInputStream input = new ByteArrayImageInputStream(content)) {
            reader.setInput(input, false, true);
            return readSquare(reader);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage readSquare(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MAX_PIXELS) {
            throw new IIOException("too many pixels: " + width + " x " + height);
        }
        int side = Math.min(width, height);
        int step = Math.max(1, side / ENOUGH);
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceRegion(new Rectangle((width - side) / 2, (height - side) / 2, side, side));
        param.setSourceSubsampling(step, step, 0, 0);
        TruncationListener truncation = new TruncationListener();
        reader.addIIOReadWarningListener(truncation);
        BufferedImage square = reader.read(0, param);
        truncation.check();
        return square;
    }

    private static int scans(byte[] jpeg) {
        int scans = 0;
        for (int i = 1; i < jpeg.length; i++) {
            if (jpeg[i - 1] == (byte) 0xFF && jpeg[i] == (byte) 0xDA) {
                scans++;
            }
        }
        return scans;
    }
}
