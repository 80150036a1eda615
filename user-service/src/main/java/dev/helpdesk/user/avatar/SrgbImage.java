package dev.helpdesk.user.avatar;

import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** Brings a decoded picture of any depth and colour space to 8-bit sRGB. */
final class SrgbImage {

    private SrgbImage() {}

    static BufferedImage of(BufferedImage image, Orientation orientation) {
        BufferedImage source = isGrey(image.getColorModel()) ? spread(image) : image;
        int side = source.getWidth();
        BufferedImage upright = new BufferedImage(side, source.getHeight(), type(source.getColorModel()));
        Graphics2D graphics = upright.createGraphics();
        graphics.drawImage(source, orientation.transform(side), null);
        graphics.dispose();
        return upright;
    }

    private static int type(ColorModel colors) {
        return colors.hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    }

    private static boolean isGrey(ColorModel colors) {
        return colors.getColorSpace().getType() == ColorSpace.TYPE_GRAY && !(colors instanceof IndexColorModel);
    }

    /** Java takes stored grey for linear light and would brighten it; in files it is meant as sRGB, so the samples are copied. */
    private static BufferedImage spread(BufferedImage grey) {
        Raster raster = grey.getRaster();
        boolean alpha = grey.getColorModel().hasAlpha();
        BufferedImage spread = new BufferedImage(grey.getWidth(), grey.getHeight(), type(grey.getColorModel()));
        int shift = grey.getColorModel().getComponentSize(0) - 8;
        int[] samples = new int[raster.getNumBands()];
        for (int y = 0; y < grey.getHeight(); y++) {
            for (int x = 0; x < grey.getWidth(); x++) {
                raster.getPixel(x + raster.getMinX(), y + raster.getMinY(), samples);
                int opacity = alpha ? samples[1] >> shift : 0xFF;
                int level = samples[0] >> shift;
                spread.setRGB(x, y, opacity << 24 | level << 16 | level << 8 | level);
            }
        }
        return spread;
    }

    static boolean isTransparent(BufferedImage image) {
        if (!image.getColorModel().hasAlpha()) {
            return false;
        }
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int pixel : image.getRGB(0, y, row.length, 1, row, 0, row.length)) {
                if (pixel >>> 24 != 0xFF) {
                    return true;
                }
            }
        }
        return false;
    }
}
