package dev.helpdesk.auth.session;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.service.request.ClientAddress;
import dev.helpdesk.service.security.PresentedToken;
import dev.helpdesk.token.BearerToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Service;

/** What the endpoints of this package do, behind their limits. */
@Service
class Sessions {

    private final KeyedRegistrations registrations;
    private final Logins logins;
    private final Refreshes refreshes;
    private final Logouts logouts;
    private final SessionLimits limits;

    Sessions(
            KeyedRegistrations registrations,
            Logins logins,
            Refreshes refreshes,
            Logouts logouts,
            SessionLimits limits) {
        this.registrations = registrations;
        this.logins = logins;
        this.refreshes = refreshes;
        this.logouts = logouts;
        this.limits = limits;
    }

    Repeatable<Registered> register(RegistrationRequest body, HttpServletRequest request) {
        limits.beforeRegistration(ClientAddress.subscriber(request));
        Locale language = language(request);
        return IdempotencyKey.of(request)
                .map(key -> registrations.register(key, body, language))
                .orElseGet(() -> registrations.register(body, language));
    }

    SessionResponse logIn(LoginRequest body, HttpServletRequest request) {
        limits.beforeLogin(body.address(), ClientAddress.subscriber(request));
        return logins.logIn(body.address(), body.password(), body.otp());
    }

    SessionResponse refresh(RefreshRequest body, HttpServletRequest request) {
        limits.beforeRefresh(body.refreshToken(), ClientAddress.subscriber(request));
        return refreshes.refresh(body.refreshToken());
    }

    void logOut(LogoutRequest body, HttpServletRequest request) {
        limits.beforeLogout(ClientAddress.subscriber(request));
        logouts.logOut(bearer(request), body);
    }

    /** Without a header the servlet API would name the language of this machine. */
    private static Locale language(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null ? Locale.ENGLISH : request.getLocale();
    }

    private static @Nullable BearerToken bearer(HttpServletRequest request) {
        return switch (PresentedToken.of(request)) {
            case PresentedToken.Present(BearerToken token) -> token;
            case PresentedToken.Missing missing -> null;
            case PresentedToken.Malformed malformed -> throw ApiException.of(CommonError.TOKEN_INVALID);
            case PresentedToken.Ambiguous ambiguous -> throw ApiException.of(CommonError.MALFORMED_REQUEST);
        };
    }
}
