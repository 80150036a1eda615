package dev.helpdesk.service.security;

import dev.helpdesk.token.BearerToken;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The grammar of the {@code Authorization} header: the scheme, one blank, one token68. */
final class BearerHeader {

    private static final Pattern BEARER =
            Pattern.compile("bearer(?![^\\s,]).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern WHOLE = Pattern.compile("bearer ([A-Za-z0-9._~+/-]+=*)", Pattern.CASE_INSENSITIVE);

    private BearerHeader() {}

    static PresentedToken read(String header) {
        if (!BEARER.matcher(header).matches()) {
            return new PresentedToken.Missing();
        }
        if (header.indexOf(',') >= 0) {
            // RFC 9110, section 5.3: what a proxy makes of two header lines.
            return new PresentedToken.Ambiguous();
        }
        Matcher whole = WHOLE.matcher(header);
        return whole.matches()
                ? new PresentedToken.Present(new BearerToken(whole.group(1)))
                : new PresentedToken.Malformed();
    }
}
