package dev.helpdesk.authclient;

import dev.helpdesk.token.BearerToken;
import java.time.Instant;

/** A service's own token and when it is time for another. */
record ServiceToken(BearerToken token, Instant renewAt) {}
