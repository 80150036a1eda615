package dev.helpdesk.auth.session;

import dev.helpdesk.service.ratelimit.RateLimit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often something may be tried, as in {@code 10/1m}: ten times a minute.
 *
 * @param login how often to log in
 * @param register how often to register
 * @param refresh how often to refresh
 * @param logout how often to log out
 */
@ConfigurationProperties("rate.limit")
record RateLimitProperties(
        @DefaultValue Login login,
        @DefaultValue Register register,
        @DefaultValue Refresh refresh,
        @DefaultValue Logout logout) {

    /** {@code RATE_LIMIT_LOGIN_ACCOUNT}, {@code RATE_LIMIT_LOGIN_ADDRESS}. */
    record Login(
            @DefaultValue("10/1m") String account,
            @DefaultValue("30/1m") String address) {

        RateLimit perAccount() {
            return RateLimit.of("login-account", account);
        }

        RateLimit perAddress() {
            return RateLimit.of("login-address", address);
        }
    }

    /** {@code RATE_LIMIT_REGISTER_ADDRESS}. */
    record Register(@DefaultValue("20/1h") String address) {

        RateLimit perAddress() {
            return RateLimit.of("register-address", address);
        }
    }

    /** {@code RATE_LIMIT_REFRESH_SESSION}, {@code RATE_LIMIT_REFRESH_ADDRESS}. */
    record Refresh(
            @DefaultValue("60/1m") String session,
            @DefaultValue("120/1m") String address) {

        RateLimit perSession() {
            return RateLimit.of("refresh-session", session);
        }

        RateLimit perAddress() {
            return RateLimit.of("refresh-address", address);
        }
    }

    /** {@code RATE_LIMIT_LOGOUT_ADDRESS}. */
    record Logout(@DefaultValue("120/1m") String address) {

        RateLimit perAddress() {
            return RateLimit.of("logout-address", address);
        }
    }
}
