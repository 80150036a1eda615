package dev.helpdesk.user.directory;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Brings texts to a form in which case and accents make no difference: {@code Élodie} becomes {@code elodie}. */
final class Folding {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern LIKE_SPECIAL = Pattern.compile("[\\\\%_]");

    /** Longer keys would not fit into an index; the directory itself knows no longer names. */
    private static final int LONGEST = 255;

    private Folding() {}

    static String fold(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        String folded = plain.toLowerCase(Locale.ROOT);
        return folded.substring(0, Math.min(folded.length(), LONGEST));
    }

    /** The {@code like} pattern for texts that contain this one. */
    static String containing(String text) {
        return "%" + LIKE_SPECIAL.matcher(fold(text)).replaceAll("\\\\$0") + "%";
    }
}
