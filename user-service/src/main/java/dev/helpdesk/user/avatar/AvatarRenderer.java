package dev.helpdesk.user.avatar;

import dev.helpdesk.user.profile.AvatarLinks;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import net.coobird.thumbnailator.Thumbnails;

/** Makes the sizes of an avatar from an uploaded file. Only pixels pass: whatever else the file held is gone. */
final class AvatarRenderer {

    private static final float JPEG_QUALITY = 0.9f;

    private AvatarRenderer() {}

    static List<Variant> render(Picture picture) {
        BufferedImage square = PictureReader.read(picture);
        String format = SrgbImage.isTransparent(square) ? "png" : "jpeg";
        return AvatarLinks.SIZES.stream()
                .map(size -> new Variant(size, "image/" + format, encode(resized(square, size, format), format)))
                .toList();
    }

    private static BufferedImage resized(BufferedImage square, int size, String format) {
        try {
            return Thumbnails.of(square)
                    .forceSize(size, size)
                    .imageType(format.equals("png") ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB)
                    .asBufferedImage();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encode(BufferedImage image, String format) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(JPEG_QUALITY);
            }
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
