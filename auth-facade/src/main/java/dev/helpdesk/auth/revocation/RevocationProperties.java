package dev.helpdesk.auth.revocation;

import dev.helpdesk.token.TokenPolicy;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.validation.annotation.Validated;

/**
 * How long access tokens live: {@code JWT_EXPIRES_IN}, the same value the realm was imported with.
 *
 * @param in the life of an access token; a plain number counts seconds
 */
@Validated
@ConfigurationProperties("jwt.expires")
record RevocationProperties(
        @DefaultValue("24h") @DurationUnit(ChronoUnit.SECONDS) @DurationMin(seconds = 1) @DurationMax(days = 7)
        Duration in) {

    /** Tokens are accepted for up to 30 s after they expired, as clocks differ; twice that is on the safe side. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    /**
     * How long a revocation is remembered: not the life of today's tokens, but the longest that any token may have. Some may have
     * been issued before the life was shortened.
     */
    static final Duration REMEMBERED = TokenPolicy.LONGEST_LIFE.plus(SKEW);

    /** For how long after its issue an access token of today may be accepted somewhere. */
    Duration kept() {
        return in.plus(SKEW);
    }
}
