package dev.helpdesk.token;

import dev.helpdesk.authclient.test.TestIdentityProvider;
import dev.helpdesk.authclient.test.TestToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** What several tests of the verifier need. */
final class Verifiers {

    static final Verification INVALID = new Verification.Rejected(Verification.Reason.INVALID);
    static final Verification EXPIRED = new Verification.Rejected(Verification.Reason.EXPIRED);
    static final Verification REVOKED = new Verification.Rejected(Verification.Reason.REVOKED);
    static final Revocations NONE = token -> Revocations.Answer.LIVE;

    private Verifiers() {}

    static JwksTokenVerifier of(TestIdentityProvider provider) {
        return JwksTokenVerifier.create(TokenPolicy.of(provider.issuer()), provider.jwks(), NONE);
    }

    static Verification verify(TokenVerifier verifier, TestToken token) {
        return verifier.verify(new BearerToken(token.build()));
    }

    /** A clock that moves when told to. */
    static final class SetClock extends Clock {

        private volatile Instant now = Instant.now();

        void advance(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
