package dev.helpdesk.auth.feed;

import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.event.RevocationIndex;
import java.time.Clock;
import java.util.Optional;

/** The token a follower came with, which may stop to hold while it follows. */
record FollowerToken(AccessToken token, RevocationIndex revocations, Clock clock) {

    /** Why it holds no more; nothing as long as it does. */
    Optional<Ending> ending() {
        if (!clock.instant().isBefore(token.expiresAt())) {
            return Optional.of(Ending.EXPIRED);
        }
        return revocations.isRevoked(token) ? Optional.of(Ending.REVOKED) : Optional.empty();
    }
}
