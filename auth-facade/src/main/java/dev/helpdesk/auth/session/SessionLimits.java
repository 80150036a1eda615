package dev.helpdesk.auth.session;

import dev.helpdesk.auth.account.EmailAddress;
import dev.helpdesk.auth.error.AuthError;
import dev.helpdesk.auth.keycloak.SessionHolder;
import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.ratelimit.RateLimit;
import dev.helpdesk.service.ratelimit.RateLimits;
import org.springframework.stereotype.Component;

/** Slows down who tries too often. */
@Component
class SessionLimits {

    private final RateLimits limits;
    private final RateLimit loginAccount;
    private final RateLimit loginAddress;
    private final RateLimit registerAddress;
    private final RateLimit refreshSession;
    private final RateLimit refreshAddress;
    private final RateLimit logoutAddress;

    SessionLimits(RateLimits limits, RateLimitProperties properties) {
        this.limits = limits;
        this.loginAccount = properties.login().perAccount();
        this.loginAddress = properties.login().perAddress();
        this.registerAddress = properties.register().perAddress();
        this.refreshSession = properties.refresh().perSession();
        this.refreshAddress = properties.refresh().perAddress();
        this.logoutAddress = properties.logout().perAddress();
    }

    void beforeRegistration(String clientAddress) {
        limits.take(registerAddress, clientAddress);
    }

    /** The address is counted first: who is stopped by it uses up no tries of somebody else's account. */
    void beforeLogin(EmailAddress account, String clientAddress) {
        attempt(loginAddress, clientAddress);
        attempt(loginAccount, account.value());
    }

    /** Counts for the address, and for the session that the token names; a text that names none counts for the address only. */
    void beforeRefresh(String refreshToken, String clientAddress) {
        limits.take(refreshAddress, clientAddress);
        SessionHolder holder = RefreshTokenForm.claimedHolder(refreshToken)
                .orElseThrow(() -> ApiException.of(AuthError.REFRESH_TOKEN_INVALID));
        limits.take(refreshSession, holder.sessionId());
    }

    void beforeLogout(String clientAddress) {
        limits.take(logoutAddress, clientAddress);
    }

    private void attempt(RateLimit limit, String key) {
        limits.tryTake(limit, key).ifPresent(wait -> {
            throw ApiException.of(AuthError.TOO_MANY_ATTEMPTS).retryAfter(wait);
        });
    }
}
