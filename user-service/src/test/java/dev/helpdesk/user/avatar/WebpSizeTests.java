package dev.helpdesk.user.avatar;

import static dev.helpdesk.user.avatar.WebpFiles.ANIMATED;
import static dev.helpdesk.user.avatar.WebpFiles.STILL;
import static dev.helpdesk.user.avatar.WebpFiles.canvas;
import static dev.helpdesk.user.avatar.WebpFiles.chunk;
import static dev.helpdesk.user.avatar.WebpFiles.file;
import static dev.helpdesk.user.avatar.WebpFiles.frame;
import static dev.helpdesk.user.avatar.WebpFiles.lossless;
import static dev.helpdesk.user.avatar.WebpFiles.lossy;
import static dev.helpdesk.user.avatar.WebpFiles.mask;
import static dev.helpdesk.user.profile.ProfileError.INVALID_IMAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.helpdesk.service.error.ApiException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebpSizeTests {

    @ParameterizedTest
    @MethodSource
    void refusesBeforeDecoding(byte[] file) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> Picture.of(file))
                .extracting(ApiException::error)
                .isEqualTo(INVALID_IMAGE);
    }

    static Stream<byte[]> refusesBeforeDecoding() {
        return Stream.of(
                // A frame larger than the canvas
                file(canvas(STILL, 16, 16), lossy(16_383, 16_383)),
                file(canvas(STILL, 16, 16), lossless(16_383, 16_383)),
                file(canvas(STILL, 16, 16), chunk("ICCP", new byte[3]), lossy(16_383, 16_383)),
                file(canvas(ANIMATED, 16, 16), frame(16, 16, lossy(16_383, 16_383))),
                file(canvas(ANIMATED, 16, 16), frame(16, 16, lossless(16_383, 16_383))),
                file(canvas(ANIMATED, 16, 16), frame(16_383, 16_383, lossless(16_383, 16_383))),
                // Several frames, one over the other
                file(canvas(STILL, 16, 16), lossy(16, 16), lossy(16, 16)),
                file(canvas(STILL, 16, 16), lossy(16, 16), lossless(16_383, 16_383)),
                file(canvas(STILL, 16, 16), mask(), mask(), lossy(16, 16)),
                file(canvas(ANIMATED, 16, 16), frame(16, 16, lossy(16, 16), lossless(16_383, 16_383))),
                // No frame
                file(canvas(STILL, 16, 16)),
                file(canvas(STILL, 16, 16), canvas(STILL, 16, 16)),
                file(canvas(STILL, 16, 16), frame(16, 16, lossy(16, 16))),
                file(canvas(ANIMATED, 16, 16), lossy(16, 16)),
                file(canvas(ANIMATED, 16, 16), frame(16, 16)),
                // Chunks that are cut off or reach beyond what they are in
                file(canvas(STILL, 16, 16), chunk("VP8 ", new byte[2])),
                file(canvas(STILL, 16, 16), lossyOfLength(1_000)),
                file(canvas(STILL, 16, 16), lossyOfLength(-1)),
                file(canvas(ANIMATED, 16, 16), frame(16, 16, lossyOfLength(50)), mask()),
                // Too many pixels
                file(lossy(6_400, 6_400)),
                file(lossless(3_163, 3_163)),
                file(canvas(STILL, 3_163, 3_163), lossless(3_163, 3_163)),
                file(canvas(STILL, 3_163, 3_163), mask(), lossy(3_163, 3_163)));
    }

    private static byte[] lossyOfLength(int length) {
        byte[] chunk = lossy(16, 16);
        for (int i = 0; i < 4; i++) {
            chunk[4 + i] = (byte) (length >> (8 * i));
        }
        return chunk;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 6_300})
    void takesLossyFrames(int side) {
        assertSize(file(lossy(side, side)), side);
        assertSize(file(canvas(STILL, side, side), lossy(side, side)), side);
        assertSize(file(canvas(STILL, side, side), chunk("EXIF", new byte[3]), lossy(side, side)), side);
        assertSize(file(canvas(ANIMATED, side, side), frame(side, side, lossy(side, side))), side);
        assertSize(file(canvas(ANIMATED, 16_383, 16_383), frame(side, side, lossy(side, side))), side);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 3_162})
    void takesFewerPixelsOfWhatIsHeldWhole(int side) {
        assertSize(file(lossless(side, side)), side);
        assertSize(file(canvas(STILL, side, side), lossless(side, side)), side);
        assertSize(file(canvas(STILL, side, side), mask(), lossy(side, side)), side);
        assertSize(
                file(
                        canvas(ANIMATED, side, side),
                        frame(side, side, lossless(side, side)),
                        frame(side, side, lossless(16_383, 16_383))),
                side);
    }

    private static void assertSize(byte[] file, int side) {
        Picture picture = Picture.of(file);

        assertThat(picture.width()).isEqualTo(side);
        assertThat(picture.height()).isEqualTo(side);
        assertThat(picture.pixels()).isEqualTo((long) side * side);
    }
}
