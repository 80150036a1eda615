package dev.helpdesk.user.avatar;

import static dev.helpdesk.user.profile.ProfileError.INVALID_IMAGE;
import static dev.helpdesk.user.profile.ProfileError.UNSUPPORTED_IMAGE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.user.profile.ProfileError;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GIF",
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "BM6",
                "II*\0",
                "RIFF1234WAVE",
                "%PDF-1.7",
                "hello"
            })
    void refusesWhatIsNoPictureOfAKnownFormat(String content) {
        assertRefused(content.getBytes(UTF_8), UNSUPPORTED_IMAGE);
    }

    @ParameterizedTest
    @MethodSource("files")
    void refusesTruncatedFiles(byte[] file) {
        assertRefused(Pictures.truncated(file), INVALID_IMAGE);
    }

    @ParameterizedTest
    @MethodSource("files")
    void refusesAFileThatIsOnlyItsSignature(byte[] file) {
        assertRefused(Arrays.copyOf(file, 12), INVALID_IMAGE);
    }

    @ParameterizedTest
    @MethodSource("files")
    void neverFailsInAnotherWayThanByRefusing(byte[] file) {
        Random random = new Random(7);
        IntStream.range(0, 60).forEach(round -> {
            byte[] damaged = file.clone();
            IntStream.range(0, 1 + round % 8)
                    .forEach(i -> damaged[12 + random.nextInt(file.length - 12)] = (byte) random.nextInt());
            assertReadOrRefused(damaged);
        });
    }

    @Test
    void refusesMorePixelsThanAllowedBeforeDecodingThem() {
        assertRefused(Pictures.pngClaiming(30_000, 30_000), INVALID_IMAGE);
        assertRefused(Pictures.pngClaiming(Integer.MAX_VALUE, Integer.MAX_VALUE), INVALID_IMAGE);
        assertRefused(Pictures.pngClaiming(0, 8), INVALID_IMAGE);
    }

    @Test
    void refusesAJpegOfEndlessScans() throws Exception {
        byte[] scan = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0};
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(Pictures.jpeg(8, 8));
        IntStream.range(0, 200).forEach(i -> file.writeBytes(scan));

        assertRefused(file.toByteArray(), INVALID_IMAGE);
    }

    static Stream<byte[]> files() throws Exception {
        return Stream.of(
                Pictures.png(200, 150),
                Pictures.jpeg(200, 150),
                Pictures.animatedGif(Pictures.quadrants(200, 150)),
                Pictures.file("lossy.webp"),
                Pictures.file("lossless.webp"),
                Pictures.file("transparent.webp"),
                Pictures.file("cmyk.jpg"));
    }

    private static void assertRefused(byte[] content, ProfileError error) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> PictureReader.read(Picture.of(content)))
                .extracting(ApiException::error)
                .isEqualTo(error);
    }

    private static void assertReadOrRefused(byte[] content) {
        try {
            assertThat(PictureReader.read(Picture.of(content)).getWidth()).isPositive();
        } catch (ApiException e) {
            assertThat(e.error()).isEqualTo(INVALID_IMAGE);
        }
    }
}
