package dev.helpdesk.auth.revocation;

import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.Revocations;
import org.springframework.stereotype.Component;

/** All that is known here: what Keycloak told, and the sessions that were ended through this service. */
@Component
class KnownRevocations implements Revocations {

    private final IdentityEventFollower told;
    private final RedisRevocations recorded;

    KnownRevocations(IdentityEventFollower told, RedisRevocations recorded) {
        this.told = told;
        this.recorded = recorded;
    }

    /** Revoked when either says so; live when both do. */
    @Override
    public Answer check(AccessToken token) {
        Answer first = told.check(token);
        if (first == Answer.REVOKED) {
            return first;
        }
        Answer second = recorded.check(token);
        return second == Answer.LIVE ? first : second;
    }
}
