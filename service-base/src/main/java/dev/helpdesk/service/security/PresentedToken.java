package dev.helpdesk.service.security;

import dev.helpdesk.token.BearerToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.springframework.http.HttpHeaders;

/**
 * What a request presents as its access token (RFC 6750, section 2.1). Only the {@code Authorization} header counts: tokens in the
 * query, a form or a cookie are not seen.
 */
public sealed interface PresentedToken {

    /** No token, or credentials of another scheme. */
    record Missing() implements PresentedToken {}

    /** A token, not yet verified. */
    record Present(BearerToken token) implements PresentedToken {}

    /** The bearer scheme with something behind it that cannot be a token. */
    record Malformed() implements PresentedToken {}

    /** More than one credential: no guess is made whose request this is. */
    record Ambiguous() implements PresentedToken {}

    /** Reads the token of a request. */
    static PresentedToken of(HttpServletRequest request) {
        List<String> sent = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (sent.isEmpty()) {
            return new Missing();
        }
        return sent.size() > 1 ? new Ambiguous() : BearerHeader.read(sent.getFirst());
    }
}
