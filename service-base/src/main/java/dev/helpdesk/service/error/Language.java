package dev.helpdesk.service.error;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.firewall.RequestRejectedException;

/** Chooses the language of sentences for people: French or English, English when in doubt. */
final class Language {

    static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.FRENCH);

    /** No client states more than a handful of languages; longer values are not worth parsing. */
    private static final int LONGEST = 500;

    private Language() {}

    static Locale of(HttpServletRequest request) {
        try {
            return of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        } catch (RequestRejectedException unreadable) {
            // Spring's firewall lets nobody read a header with control characters; that must not cost the answer.
            return Locale.ENGLISH;
        }
    }

    static Locale of(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank() || acceptLanguage.length() > LONGEST) {
            return Locale.ENGLISH;
        }
        try {
            return best(LanguageRange.parse(acceptLanguage));
        } catch (IllegalArgumentException malformed) {
            return Locale.ENGLISH;
        }
    }

    private static Locale best(List<LanguageRange> byWeight) {
        for (LanguageRange range : byWeight) {
            String language = range.getRange().split("-", 2)[0];
            if (range.getWeight() > 0 && language.equals("fr")) {
                return Locale.FRENCH;
            }
            if (range.getWeight() > 0 && (language.equals("en") || language.equals("*"))) {
                return Locale.ENGLISH;
            }
        }
        return Locale.ENGLISH;
    }
}
