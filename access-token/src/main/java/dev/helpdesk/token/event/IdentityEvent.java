package dev.helpdesk.token.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One fact that followers of the identity log must know, named after the Shared Signals profiles CAEP and RISC.
 *
 * <p>Applying an event twice, or late, changes nothing: writers may repeat themselves, readers need not.
 */
public sealed interface IdentityEvent {

    /**
     * Stable id: Keycloak's own event id, with {@code #n} behind it from the second entry on when one Keycloak event
     * yields several. Writers that see the same Keycloak event give the same ids.
     */
    String id();

    /** When it happened, to the millisecond. */
    Instant at();

    /** The id of the Keycloak event this came from. */
    default String sourceId() {
        int hash = id().indexOf('#');
        return hash < 0 ? id() : id().substring(0, hash);
    }

    /**
     * A session is over for good: every token of it is refused, whenever it was issued.
     *
     * @param sessionId the session, {@code sid} in its tokens
     */
    record SessionRevoked(String id, Instant at, String sessionId) implements IdentityEvent {}

    /**
     * One access token was revoked.
     *
     * @param tokenId the token's {@code jti}
     * @param expiresAt when the token has expired at the latest, so that the entry may be forgotten
     */
    record TokenRevoked(String id, Instant at, String tokenId, Instant expiresAt) implements IdentityEvent {}

    /**
     * Tokens issued before an instant are refused; sessions go on, and newer tokens of theirs hold.
     *
     * <p>{@code before} is a whole second, because {@code iat} is: a token is refused exactly when its {@code iat} is
     * earlier. A change inside second <em>s</em> would therefore either spare the tokens of that second that are older
     * than the change ({@code before = s}) or refuse those that are newer ({@code before = s + 1}). Both are avoided
     * where the user's sessions are known: the user's tokens get {@code s}, and those of each session that existed at
     * the time get {@code s + 1} in an event of their own. So the old token stays dead, and a new login in that second
     * works. Where the sessions are not known, it is {@code s + 1}: safe, at the price of a refresh.
     *
     * @param scope whose tokens
     * @param before tokens with an {@code iat} earlier than this are refused
     */
    record TokensRevokedBefore(String id, Instant at, TokenScope scope, Instant before) implements IdentityEvent {

        public TokensRevokedBefore {
            if (!before.equals(before.truncatedTo(ChronoUnit.SECONDS))) {
                throw new IllegalArgumentException("before is not a whole second");
            }
        }
    }

    /**
     * An account came, changed or went. Says only that it did: who wants to know the account as it is now asks for it.
     *
     * @param change what happened
     * @param userId the user, {@code sub} in their tokens
     */
    record AccountChanged(String id, Instant at, AccountChange change, String userId) implements IdentityEvent {}
}
