package dev.helpdesk.user.avatar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** The picture formats that are read, known by their first bytes: the name and the declared type of a file prove nothing. */
enum ImageFormat {
    PNG("\\x89PNG\r\n\\x1a\n"),
    JPEG("\\xff\\xd8\\xff"),
    GIF("GIF8[79]a"),
    WEBP("RIFF.{4}WEBP");

    private static final int LONGEST_SIGNATURE = 12;

    static {
        // Finds the plug-ins on the class path this class was loaded from, whatever thread comes first.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ImageFormat.class.getClassLoader());
        ImageIO.scanForPlugins();
        thread.setContextClassLoader(before);
    }

    private final Pattern signature;

    ImageFormat(String signature) {
        this.signature = Pattern.compile(signature, Pattern.DOTALL);
    }

    static Optional<ImageFormat> of(byte[] content) {
        String start = new String(content, 0, Math.min(content.length, LONGEST_SIGNATURE), ISO_8859_1);
        return Arrays.stream(values())
                .filter(format -> format.signature.matcher(start).lookingAt())
                .findFirst();
    }

    ImageReader newReader() {
        return ImageIO.getImageReadersByFormatName(name()).next();
    }
}
