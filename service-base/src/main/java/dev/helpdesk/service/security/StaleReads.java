package dev.helpdesk.service.security;

import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.BearerToken;
import java.util.Optional;

/**
 * A token verifier that remembers for a while what it knew last. When nobody can be asked about a token, requests that only read go on
 * with that; tokens of administrators and of services never do.
 */
public interface StaleReads {

    /** The token, if it held when that was last known, and that is not too long ago. */
    Optional<AccessToken> heldLately(BearerToken token);
}
