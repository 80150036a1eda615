package dev.helpdesk.user.avatar;

import static dev.helpdesk.user.avatar.Pictures.BLUE;
import static dev.helpdesk.user.avatar.Pictures.GREEN;
import static dev.helpdesk.user.avatar.Pictures.RED;
import static dev.helpdesk.user.avatar.Pictures.YELLOW;
import static java.awt.image.BufferedImage.TYPE_BYTE_BINARY;
import static java.awt.image.BufferedImage.TYPE_BYTE_GRAY;
import static java.awt.image.BufferedImage.TYPE_INT_ARGB;
import static java.awt.image.BufferedImage.TYPE_USHORT_GRAY;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.GpsDirectory;
import java.awt.Color;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvatarRendererTests {

    @Test
    void makesEverySizeOfTheCentre() {
        List<Variant> variants = render(Pictures.jpeg(900, 300));

        assertThat(variants).extracting(Variant::size).containsExactly(64, 256, 512);
        for (Variant variant : variants) {
            BufferedImage image = Pictures.decoded(variant.image());
            assertThat(image.getWidth()).isEqualTo(variant.size());
            assertThat(image.getHeight()).isEqualTo(variant.size());
            assertQuadrants(image, RED, GREEN, BLUE, YELLOW);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, R, G, B, Y", "2, G, R, Y, B", "3, Y, B, G, R", "4, B, Y, R, G",
        "5, R, B, G, Y", "6, B, R, Y, G", "7, Y, G, B, R", "8, G, Y, R, B"
    })
    void setsPhotographsUpright(int orientation, char topLeft, char topRight, char bottomLeft, char bottomRight) {
        byte[] photograph = Pictures.withExif(Pictures.jpeg(301, 200), orientation);

        BufferedImage image = largest(photograph);

        assertQuadrants(image, color(topLeft), color(topRight), color(bottomLeft), color(bottomRight));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exif-orientation-6.webp", "exif-orientation-6.png"})
    void setsOtherFormatsUprightToo(String file) {
        assertQuadrants(largest(Pictures.file(file)), BLUE, RED, YELLOW, GREEN);
    }

    @Test
    void dropsAllMetadata() throws Exception {
        byte[] photograph = Pictures.withExif(Pictures.jpeg(300, 200), 6);
        assertThat(ImageMetadataReader.readMetadata(new ByteArrayInputStream(photograph))
                        .containsDirectoryOfType(GpsDirectory.class))
                .isTrue();

        for (Variant variant : render(photograph)) {
            assertThat(ImageMetadataReader.readMetadata(new ByteArrayInputStream(variant.image()))
                            .getDirectoriesOfType(ExifDirectoryBase.class))
                    .isEmpty();
            assertThat(new String(variant.image(), ISO_8859_1)).doesNotContain("Exif");
        }
    }

    @Test
    void keepsTransparencyAsPng() {
        BufferedImage picture = Pictures.quadrants(600, 600, TYPE_INT_ARGB);
        picture.setRGB(0, 0, 0x00FFFFFF);
        for (int x = 0; x < 300; x++) {
            for (int y = 0; y < 300; y++) {
                picture.setRGB(x, y, 0x00FFFFFF);
            }
        }

        List<Variant> variants = render(Pictures.encoded(picture, "png"));

        assertThat(variants).extracting(Variant::mediaType).containsOnly("image/png");
        BufferedImage image = Pictures.decoded(variants.getLast().image());
        assertThat(image.getRGB(100, 100) >>> 24).isZero();
        assertThat(image.getRGB(400, 400)).isEqualTo(YELLOW.getRGB());
    }

    @Test
    void storesAnOpaquePictureWithAlphaChannelAsJpeg() {
        byte[] picture = Pictures.encoded(Pictures.quadrants(300, 300, TYPE_INT_ARGB), "png");

        assertThat(render(picture)).extracting(Variant::mediaType).containsOnly("image/jpeg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossy.webp", "lossless.webp", "animated.webp", "cmyk.jpg"})
    void readsOtherEncodings(String file) {
        assertQuadrants(largest(Pictures.file(file)), RED, GREEN, BLUE, YELLOW);
    }

    @Test
    void readsTransparentWebp() {
        List<Variant> variants = render(Pictures.file("transparent.webp"));

        assertThat(variants).extracting(Variant::mediaType).containsOnly("image/png");
        assertThat(Pictures.decoded(variants.getLast().image()).getRGB(5, 5) >>> 24)
                .isLessThan(20);
    }

    @Test
    void takesTheFirstFrameOfAnAnimation() throws Exception {
        BufferedImage second = new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB);

        BufferedImage image = largest(Pictures.animatedGif(Pictures.quadrants(100, 100), second));

        assertQuadrants(image, RED, GREEN, BLUE, YELLOW);
    }

    @ParameterizedTest
    @ValueSource(ints = {TYPE_BYTE_GRAY, TYPE_USHORT_GRAY})
    void keepsTheBrightnessOfGreys(int type) {
        BufferedImage picture = new BufferedImage(40, 40, type);
        int[] level = {type == TYPE_USHORT_GRAY ? 128 << 8 : 128};
        for (int i = 0; i < 40 * 40; i++) {
            picture.getRaster().setPixel(i % 40, i / 40, level);
        }

        assertColor(new Color(largest(Pictures.encoded(picture, "png")).getRGB(256, 256)), new Color(128, 128, 128));
    }

    @Test
    void keepsTheBrightnessOfGreysWithAlpha() {
        BufferedImage image = largest(Pictures.file("grey-alpha.png"));

        assertColor(new Color(image.getRGB(256, 256)), new Color(128, 128, 128));
    }

    @Test
    void reads16BitColours() {
        ComponentColorModel deep = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
        BufferedImage picture = new BufferedImage(deep, deep.createCompatibleWritableRaster(80, 80), false, null);
        picture.createGraphics().drawImage(Pictures.quadrants(80, 80), 0, 0, null);

        assertQuadrants(largest(Pictures.encoded(picture, "png")), RED, GREEN, BLUE, YELLOW);
    }

    @Test
    void readsBlackAndWhite() {
        BufferedImage picture = new BufferedImage(64, 64, TYPE_BYTE_BINARY);
        picture.getRaster().setPixel(0, 0, new int[] {1});

        assertColor(new Color(largest(Pictures.encoded(picture, "png")).getRGB(256, 256)), Color.BLACK);
    }

    @Test
    void readsASinglePixel() {
        assertThat(render(Pictures.png(1, 1))).hasSize(3);
    }

    @Test
    void thinsOutLargePictures() {
        assertQuadrants(largest(Pictures.jpeg(6000, 4000)), RED, GREEN, BLUE, YELLOW);
    }

    private static BufferedImage largest(byte[] file) {
        return Pictures.decoded(render(file).getLast().image());
    }

    private static List<Variant> render(byte[] file) {
        return AvatarRenderer.render(Picture.of(file));
    }

    private static Color color(char initial) {
        return switch (initial) {
            case 'R' -> RED;
            case 'G' -> GREEN;
            case 'B' -> BLUE;
            default -> YELLOW;
        };
    }

    private static void assertQuadrants(
            BufferedImage image, Color topLeft, Color topRight, Color bottomLeft, Color bottomRight) {
        int near = image.getWidth() / 4;
        int far = image.getWidth() * 3 / 4;
        assertColor(new Color(image.getRGB(near, near)), topLeft);
        assertColor(new Color(image.getRGB(far, near)), topRight);
        assertColor(new Color(image.getRGB(near, far)), bottomLeft);
        assertColor(new Color(image.getRGB(far, far)), bottomRight);
    }

    private static void assertColor(Color actual, Color expected) {
        int distance = Math.abs(actual.getRed() - expected.getRed())
                + Math.abs(actual.getGreen() - expected.getGreen())
                + Math.abs(actual.getBlue() - expected.getBlue());
        assertThat(distance).as("%s is far from %s", actual, expected).isLessThan(40);
    }
}
