package dev.helpdesk.token.event;

import dev.helpdesk.token.AccessToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a log of identity events says of access tokens, in memory. Readers never wait for the writer.
 *
 * <p>Each entry is kept until the last token it concerns has expired, and says no more than that instant, in seconds: what a bound
 * refuses follows from it. The order of events does not matter.
 */
public final class RevocationIndex {

    private final long kept;
    private final Map<Fingerprint, Long> sessions = new ConcurrentHashMap<>();
    private final Map<Fingerprint, Long> tokens = new ConcurrentHashMap<>();
    private final Map<Fingerprint, Long> bounds = new ConcurrentHashMap<>();

    /**
     * Makes an empty index.
     *
     * @param kept the longest time from a token's {@code iat} until nobody accepts it any more, clock skew included
     */
    public RevocationIndex(Duration kept) {
        this.kept = kept.toSeconds();
    }

    /** Takes an event in, unless all that it concerns has expired by now. */
    public void add(IdentityEvent event, Instant now) {
        switch (event) {
            case IdentityEvent.SessionRevoked(String id, Instant at, String session) ->
                put(sessions, Fingerprint.of(session), roundedUp(at) + kept, now);
            case IdentityEvent.TokenRevoked(String id, Instant at, String token, Instant expiresAt) ->
                put(tokens, Fingerprint.of(token), Math.max(roundedUp(expiresAt), roundedUp(at) + kept), now);
            case IdentityEvent.TokensRevokedBefore(String id, Instant at, TokenScope scope, Instant before) ->
                put(bounds, Fingerprint.of(scope), before.getEpochSecond() + kept, now);
            case IdentityEvent.AccountChanged changed -> {
                // Says nothing of tokens: what a change means for them comes as an event of its own.
            }
        }
    }

    private static void put(Map<Fingerprint, Long> entries, Fingerprint key, long until, Instant now) {
        if (until > now.getEpochSecond()) {
            entries.merge(key, until, Math::max);
        }
    }

    private static long roundedUp(Instant instant) {
        return instant.getNano() == 0 ? instant.getEpochSecond() : instant.getEpochSecond() + 1;
    }

    /** Whether any event refuses the token. */
    public boolean isRevoked(AccessToken token) {
        if (tokens.containsKey(Fingerprint.of(token.id()))) {
            return true;
        }
        String session = token.sessionId();
        return isTooOld(token, new TokenScope.OfEveryone())
                || isTooOld(token, new TokenScope.OfUser(token.subject()))
                || isTooOld(token, new TokenScope.OfClient(token.clientId()))
                || (session != null && isRevokedWithin(session, token));
    }

    private boolean isRevokedWithin(String session, AccessToken token) {
        return sessions.containsKey(Fingerprint.of(session))
                || isTooOld(token, new TokenScope.OfSession(session))
                || isTooOld(token, new TokenScope.OfClientSession(session, token.clientId()));
    }

    private boolean isTooOld(AccessToken token, TokenScope scope) {
        Long until = bounds.get(Fingerprint.of(scope));
        return until != null && token.issuedAt().getEpochSecond() < until - kept;
    }

    /** The second before which the tokens of a scope must not have been issued, if there is one. */
    public Optional<Instant> bound(TokenScope scope) {
        return Optional.ofNullable(bounds.get(Fingerprint.of(scope))).map(until -> Instant.ofEpochSecond(until - kept));
    }

    /** Drops the entries whose last token has expired. */
    public void forgetExpired(Instant now) {
        long second = now.getEpochSecond();
        sessions.values().removeIf(until -> until <= second);
        tokens.values().removeIf(until -> until <= second);
        bounds.values().removeIf(until -> until <= second);
    }

    /** How many ended sessions it holds. */
    public int sessions() {
        return sessions.size();
    }

    /** How many entries it holds: ended sessions, single tokens and bounds. */
    public int size() {
        return sessions.size() + tokens.size() + bounds.size();
    }
}
