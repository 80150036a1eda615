package dev.helpdesk.service.security;

import dev.helpdesk.token.BearerToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        return sent.size() > 1 ? new Ambiguous() : Syntax.read(sent.getFirst());
    }

    /** The grammar of the header: one blank between scheme and token68. */
    final class Syntax {

        private static final Pattern BEARER =
                Pattern.compile("bearer(?![^\\s,]).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        private static final Pattern WHOLE = Pattern.compile("bearer ([A-Za-z0-9._~+/-]+=*)", Pattern.CASE_INSENSITIVE);

        private Syntax() {}

        private static PresentedToken read(String header) {
            if (!BEARER.matcher(header).matches()) {
                return new Missing();
            }
            if (header.indexOf(',') >= 0) {
                // RFC 9110, section 5.3: what a proxy makes of two header lines.
                return new Ambiguous();
            }
            Matcher whole = WHOLE.matcher(header);
            return whole.matches() ? new Present(new BearerToken(whole.group(1))) : new Malformed();
        }
    }
}
