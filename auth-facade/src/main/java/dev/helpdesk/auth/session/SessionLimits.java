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

    SessionLimits(RateLimits limits, RateLimitProperties properties) {
        this.limits = limits;
        this.loginAccount = properties.login().perAccount();
        this.loginAddress = properties.login().perAddress();
        this.registerAddress = properties.register().perAddress();
        this.refreshSession = properties.refresh().perSession();
    }

    void beforeRegistration(String clientAddress) {
        limits.take(registerAddress, clientAddress);
    }

    /** The address is counted first: who is stopped by it uses up no tries of somebody else's account. */
    void beforeLogin(EmailAddress account, String clientAddress) {
        attempt(loginAddress, clientAddress);
        attempt(loginAccount, account.value());
    }

    /** Counts for the session the token names; one that names none reaches nobody. */
    void beforeRefresh(String refreshToken) {
        SessionHolder.unverified(refreshToken).ifPresent(holder -> limits.take(refreshSession, holder.sessionId()));
    }

    private void attempt(RateLimit limit, String key) {
        limits.tryTake(limit, key).ifPresent(wait -> {
            throw ApiException.of(AuthError.TOO_MANY_ATTEMPTS).retryAfter(wait);
        });
    }
}
