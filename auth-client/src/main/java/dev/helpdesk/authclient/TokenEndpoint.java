package dev.helpdesk.authclient;

import dev.helpdesk.token.BearerToken;
import java.time.Duration;
import java.time.Instant;

/** Where a service gets a token of its own. */
@FunctionalInterface
interface TokenEndpoint {

    /**
     * Asks for a new token.
     *
     * @throws AuthServiceUnavailableException if none is issued
     */
    Issued issue();

    /** A new token and how long it lives. */
    record Issued(BearerToken token, Duration life) {

        /** Renewed a tenth of its life, but at most half a minute, before its end. */
        ServiceToken at(Instant asked) {
            Duration early = life.dividedBy(10);
            Duration margin = early.compareTo(Duration.ofSeconds(30)) > 0 ? Duration.ofSeconds(30) : early;
            return new ServiceToken(token, asked.plus(life).minus(margin));
        }
    }
}
