package dev.helpdesk.user.avatar;

import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import org.jspecify.annotations.Nullable;

/** The JPEG reader only warns of a file that ends too early, and fills up with grey. */
final class TruncationListener implements IIOReadWarningListener {

    private @Nullable String warning;

    @Override
    public void warningOccurred(ImageReader source, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("truncated") || lower.contains("premature end")) {
            warning = text;
        }
    }

    void check() throws IIOException {
        if (warning != null) {
            throw new IIOException(warning);
        }
    }
}
