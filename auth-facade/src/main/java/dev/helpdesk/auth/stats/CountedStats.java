package dev.helpdesk.auth.stats;

import dev.helpdesk.auth.keycloak.KeycloakFigures;
import dev.helpdesk.auth.revocation.RevokedSessions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Counts the figures, at most once in a while and never twice at once. */
@Service
class CountedStats {

    private final KeycloakFigures keycloak;
    private final RevokedSessions revoked;
    private final Duration maxAge;
    private final Clock clock;
    private final ReentrantLock counting = new ReentrantLock();
    private volatile @Nullable AuthStats latest;

    CountedStats(KeycloakFigures keycloak, RevokedSessions revoked, StatsProperties stats, Clock clock) {
        this.keycloak = keycloak;
        this.revoked = revoked;
        this.maxAge = stats.maxAge();
        this.clock = clock;
    }

    /** Nobody waits for somebody else's count but those who come before the first one is done. */
    AuthStats get() {
        AuthStats known = latest;
        if (known == null) {
            counting.lock();
        } else if (isFresh(known) || !counting.tryLock()) {
            return known;
        }
        try {
            return newest();
        } finally {
            counting.unlock();
        }
    }

    private AuthStats newest() {
        AuthStats known = latest;
        if (known == null || !isFresh(known)) {
            known = count(clock.instant().truncatedTo(ChronoUnit.MILLIS));
            latest = known;
        }
        return known;
    }

    private boolean isFresh(AuthStats known) {
        return clock.instant().isBefore(known.asOf().plus(maxAge));
    }

    private AuthStats count(Instant now) {
        Instant yesterday = now.minus(Duration.ofDays(1));
        return new AuthStats(
                keycloak.users(),
                new AuthStats.Sessions(keycloak.activeSessions()),
                new AuthStats.Logins(keycloak.loginsSince(yesterday)),
                new AuthStats.Registrations(
                        keycloak.registrationsSince(yesterday),
                        keycloak.registrationsSince(now.minus(Duration.ofDays(7)))),
                new AuthStats.Revocations(revoked.active(), revoked.propagation()),
                now);
    }
}
