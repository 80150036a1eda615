package dev.helpdesk.user.avatar;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** The headers of a served picture: any page may show it and keep it for good, and opened by itself it can do nothing. */
final class ImageHeaders {

    private static final String FOR_GOOD = "public, max-age=31536000, immutable";

    private ImageHeaders() {}

    static HttpHeaders of(Variant variant) {
        MediaType type = MediaType.parseMediaType(variant.mediaType());
        String extension = type.equals(MediaType.IMAGE_PNG) ? "png" : "jpg";
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(type);
        headers.setCacheControl(FOR_GOOD);
        headers.setContentDisposition(
                ContentDisposition.inline().filename("avatar." + extension).build());
        headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
        headers.set("Cross-Origin-Resource-Policy", "cross-origin");
        headers.set("X-Content-Type-Options", "nosniff");
        return headers;
    }
}
