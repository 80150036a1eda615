package dev.helpdesk.auth.session;

import dev.helpdesk.auth.error.AuthError;
import dev.helpdesk.service.error.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client gives a request so that it can send it again (draft-ietf-httpapi-idempotency-key-header). Its text form is redacted:
 * who knows the key and the body gets the answer.
 */
record IdempotencyKey(String value) {

    static final String HEADER = "Idempotency-Key";

    /** The draft wants the quotation marks of a structured field, many clients leave them out: they are no part of the key. */
    private static final Pattern FORM = Pattern.compile("\"(?<quoted>[!-~]{16,255})\"|(?<plain>[!#-~][!-~]{15,254})");

    /** The key of a request, if it has one. */
    static Optional<IdempotencyKey> of(HttpServletRequest request) {
        List<String> sent = Collections.list(request.getHeaders(HEADER));
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(sent.getFirst());
        if (sent.size() > 1 || !form.matches()) {
            throw ApiException.of(AuthError.IDEMPOTENCY_KEY_INVALID);
        }
        return Optional.of(
                new IdempotencyKey(form.group("quoted") == null ? form.group("plain") : form.group("quoted")));
    }

    @Override
    public String toString() {
        return "IdempotencyKey[redacted]";
    }
}
