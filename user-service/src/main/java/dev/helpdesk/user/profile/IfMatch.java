package dev.helpdesk.user.profile;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;

/**
 * The condition a client sets on a change (RFC 9110, section 13.1.1).
 *
 * @param header the {@code If-Match} header, or null when there is none
 */
record IfMatch(@Nullable String header) {

    /** Compares strongly: a weak tag, like one that is none, matches nothing. */
    boolean accepts(String etag) {
        return header == null || ETag.parse(header).stream().anyMatch(tag -> tag.isWildcard() || isSame(tag, etag));
    }

    private static boolean isSame(ETag tag, String etag) {
        return !tag.weak() && tag.formattedTag().equals(etag);
    }
}
