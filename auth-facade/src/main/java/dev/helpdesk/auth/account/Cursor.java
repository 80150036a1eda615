package dev.helpdesk.auth.account;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of users begins. Clients see it as an opaque word, so that it may come to mean something else.
 *
 * @param position how many users stand before the page
 */
record Cursor(int position) {

    private static final Pattern TEXT = Pattern.compile("users:(\\d{1,9})");

    /** The beginning, or what {@link #text()} made. */
    static Cursor read(@Nullable String text) {
        if (text == null) {
            return new Cursor(0);
        }
        try {
            Matcher parts = TEXT.matcher(new String(Base64.getUrlDecoder().decode(text), US_ASCII));
            if (parts.matches()) {
                return new Cursor(Integer.parseInt(parts.group(1)));
            }
        } catch (IllegalArgumentException e) {
            throw ApiException.of(CommonError.INVALID_CURSOR).causedBy(e);
        }
        throw ApiException.of(CommonError.INVALID_CURSOR);
    }

    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(("users:" + position).getBytes(US_ASCII));
    }

    Cursor plus(int rows) {
        return new Cursor(position + rows);
    }
}
