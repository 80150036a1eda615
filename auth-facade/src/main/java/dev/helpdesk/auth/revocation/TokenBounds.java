package dev.helpdesk.auth.revocation;

import dev.helpdesk.token.event.RevocationIndex;
import dev.helpdesk.token.event.TokenScope;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The seconds from which on new tokens hold, after older ones were refused. */
@Component
public class TokenBounds {

    private final RevocationIndex index;

    TokenBounds(RevocationIndex index) {
        this.index = index;
    }

    /** The earliest second at which tokens for a session must have been issued to hold; {@link Instant#MIN} if any will do. */
    public Instant holdingSince(String userId, String sessionId) {
        return Stream.of(
                        new TokenScope.OfEveryone(), new TokenScope.OfUser(userId), new TokenScope.OfSession(sessionId))
                .map(index::bound)
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
    }
}
