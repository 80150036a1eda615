package dev.helpdesk.user.avatar;

import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.png.PngChunkReader;
import com.drew.imaging.png.PngChunkType;
import com.drew.imaging.webp.WebpMetadataReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.awt.geom.AffineTransform;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Set;

/**
 * How a camera was held, from the EXIF tag of that name.
 *
 * @param mirrored whether the picture must first be mirrored left to right
 * @param turns how many quarter turns clockwise set it upright
 */
record Orientation(boolean mirrored, int turns) {

    private static final Orientation UPRIGHT = new Orientation(false, 0);

    /** By the value of the tag, from 1. */
    private static final List<Orientation> BY_TAG = List.of(
            UPRIGHT,
            new Orientation(true, 0),
            new Orientation(false, 2),
            new Orientation(true, 2),
            new Orientation(true, 3),
            new Orientation(false, 1),
            new Orientation(true, 1),
            new Orientation(false, 3));

    /** Metadata nobody can read are no reason to refuse a picture. */
    static Orientation of(ImageFormat format, byte[] content) {
        try {
            return exif(format, content).getDirectoriesOfType(ExifIFD0Directory.class).stream()
                    .map(directory -> directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION))
                    .filter(tag -> tag != null && tag >= 1 && tag <= BY_TAG.size())
                    .findFirst()
                    .map(tag -> BY_TAG.get(tag - 1))
                    .orElse(UPRIGHT);
        } catch (Exception e) {
            return UPRIGHT;
        }
    }

    private static Metadata exif(ImageFormat format, byte[] content) throws Exception {
        return switch (format) {
            case JPEG -> JpegMetadataReader.readMetadata(new ByteArrayInputStream(content), List.of(new ExifReader()));
            case PNG -> pngExif(content);
            case WEBP -> WebpMetadataReader.readMetadata(new ByteArrayInputStream(content));
            case GIF -> new Metadata();
        };
    }

    /** Only the one chunk: the library inflates the text chunks of a PNG without a limit. */
    private static Metadata pngExif(byte[] content) throws Exception {
        Metadata metadata = new Metadata();
        new PngChunkReader()
                .extract(new SequentialByteArrayReader(content), Set.of(PngChunkType.eXIf))
                .forEach(chunk -> new ExifReader().extract(new ByteArrayReader(chunk.getBytes()), metadata, 0));
        return metadata;
    }

    /** The movement that sets a square of this side upright. */
    AffineTransform transform(int side) {
        double centre = side / 2.0;
        AffineTransform transform = AffineTransform.getTranslateInstance(centre, centre);
        transform.quadrantRotate(turns);
        transform.scale(mirrored ? -1 : 1, 1);
        transform.translate(-centre, -centre);
        return transform;
    }
}
