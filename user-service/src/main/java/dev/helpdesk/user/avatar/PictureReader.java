package dev.helpdesk.user.avatar;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/** Reads the square in the middle of a picture. */
final class PictureReader {

    /** A larger square is thinned out to at least this many pixels a side while it is read. */
    private static final int ENOUGH = 1024;

    private PictureReader() {}

    /** The upright middle square of the first frame, in sRGB. */
    static BufferedImage read(Picture picture) {
        Orientation orientation = Orientation.of(picture.format(), picture.content());
        return picture.reading(reader -> SrgbImage.of(square(reader, picture), orientation));
    }

    private static BufferedImage square(ImageReader reader, Picture picture) throws IOException {
        int side = Math.min(picture.width(), picture.height());
        int step = Math.max(1, side / ENOUGH);
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceRegion(new Rectangle((picture.width() - side) / 2, (picture.height() - side) / 2, side, side));
        param.setSourceSubsampling(step, step, 0, 0);
        TruncationListener truncation = new TruncationListener();
        reader.addIIOReadWarningListener(truncation);
        BufferedImage square = reader.read(0, param);
        truncation.check();
        return square;
    }
}
