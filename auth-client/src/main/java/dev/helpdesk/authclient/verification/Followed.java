package dev.helpdesk.authclient.verification;

import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.Revocations;
import java.util.Optional;

/**
 * What this service knows of revocations by itself.
 *
 * @param now says of a token that it is live only while it knows of everything
 * @param lately content with having known it some time ago, for requests that only read
 */
public record Followed(Revocations now, Revocations lately) {

    /** The token, if nothing speaks against it as far as was known lately. */
    Optional<AccessToken> heldLately(AccessToken genuine) {
        return lately.check(genuine) == Revocations.Answer.LIVE ? Optional.of(genuine) : Optional.empty();
    }
}
