package dev.helpdesk.auth.revocation;

import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.Revocations;
import dev.helpdesk.token.event.RevocationIndex;
import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What the log says of a token: asks nobody, and says that it does not know as soon as it may have missed something. */
@Component
class KnownRevocations implements Revocations {

    private final RevocationIndex index;
    private final IdentityLog log;
    private final Clock clock;

    KnownRevocations(RevocationIndex index, IdentityLog log, Clock clock) {
        this.index = index;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public Answer check(AccessToken token) {
        // Asked first: an index that becomes whole after the look was not whole at the look.
        boolean whole = log.isWhole();
        if (index.isRevoked(token)) {
            return Answer.REVOKED;
        }
        return whole ? Answer.LIVE : Answer.UNKNOWN;
    }

    @Scheduled(fixedDelay = 60_000)
    void forgetExpired() {
        index.forgetExpired(clock.instant());
    }
}
