package dev.helpdesk.token.event;

import dev.helpdesk.token.AccessToken;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a log of identity events says of access tokens, in memory. Readers never wait for the writer.
 *
 * <p>Each entry is kept until the last token it concerns has expired, and says no more than that instant, in seconds: what a bound
 * refuses follows from it. The order of events does not matter.
 */
public final class RevocationIndex {

    private final long kept;
    private final Map<EntryKind, FingerprintTable> tables = new EnumMap<>(EntryKind.class);

    /**
     * Makes an empty index.
     *
     * @param kept the longest time from a token's {@code iat} until nobody accepts it any more, clock skew included
     */
    public RevocationIndex(Duration kept) {
        this.kept = kept.toSeconds();
        for (EntryKind kind : EntryKind.values()) {
            tables.put(kind, new FingerprintTable());
        }
    }

    /** Takes an event in, unless all that it concerns has expired by now. */
    public void add(IdentityEvent event, Instant now) {
        switch (event) {
            case IdentityEvent.SessionRevoked(String id, Instant at, String session) ->
                put(EntryKind.ENDED_SESSION, session, roundedUp(at) + kept, now);
            case IdentityEvent.TokenRevoked(String id, Instant at, String token, Instant expiresAt) ->
                put(EntryKind.TOKEN, token, Math.max(roundedUp(expiresAt), roundedUp(at) + kept), now);
            case IdentityEvent.TokensRevokedBefore(String id, Instant at, TokenScope scope, Instant before) ->
                put(EntryKind.of(scope), EntryKind.name(scope), before.getEpochSecond() + kept, now);
            case IdentityEvent.AccountChanged changed -> {
                // Says nothing of tokens: what a change means for them comes as an event of its own.
            }
        }
    }

    private void put(EntryKind kind, String name, long until, Instant now) {
        if (until > now.getEpochSecond()) {
            table(kind).put(Fingerprint.of(name), until);
        }
    }

    private static long roundedUp(Instant instant) {
        return instant.getNano() == 0 ? instant.getEpochSecond() : instant.getEpochSecond() + 1;
    }

    /** Whether any event refuses the token. */
    public boolean isRevoked(AccessToken token) {
        return new Check(token).refuses();
    }

    /** Whether any event says that the session has ended. */
    public boolean hasEnded(String sessionId) {
        return table(EntryKind.ENDED_SESSION).find(Fingerprint.of(sessionId)) != 0;
    }

    /** The second before which the tokens of a scope must not have been issued, if there is one. */
    public Optional<Instant> bound(TokenScope scope) {
        long until = table(EntryKind.of(scope)).find(Fingerprint.of(EntryKind.name(scope)));
        return until == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(until - kept));
    }

    /** Drops the entries whose last token has expired. */
    public void forgetExpired(Instant now) {
        tables.values().forEach(table -> table.forget(now.getEpochSecond()));
    }

    /**
     * Shows every entry, in the form in which services exchange them; while others write, their entries are in it or not.
     *
     * @param chunks receives rows of records, each ready for {@link #merge}
     * @param recordsPerChunk how many records a row holds at most
     */
    public void writeTo(Consumer<byte[]> chunks, int recordsPerChunk) {
        SnapshotWriter writer = new SnapshotWriter(chunks, recordsPerChunk);
        for (EntryKind kind : EntryKind.values()) {
            long less = kind.isBound() ? kept : 0;
            table(kind).forEach((key, until) -> writer.write(new SnapshotRecord(kind, key, until - less)));
        }
        writer.flush();
    }

    /**
     * Takes in what another index wrote.
     *
     * @throws IllegalArgumentException when it is something else; then nothing was taken in
     */
    public void merge(byte[] chunk) {
        for (SnapshotRecord entry : SnapshotRecord.readAll(chunk)) {
            long more = entry.kind().isBound() ? kept : 0;
            table(entry.kind()).put(entry.fingerprint(), entry.second() + more);
        }
    }

    /** How many ended sessions it holds. */
    public int sessions() {
        return table(EntryKind.ENDED_SESSION).size();
    }

    /** How many entries it holds: ended sessions, single tokens and bounds. */
    public int size() {
        return tables.values().stream().mapToInt(FingerprintTable::size).sum();
    }

    private FingerprintTable table(EntryKind kind) {
        return Objects.requireNonNull(tables.get(kind));
    }

    /** One look at everything that may refuse a token. A name costs a digest: none is made for kinds without an entry. */
    private final class Check {

        private final AccessToken token;
        private final Fingerprint.Maker fingerprints = new Fingerprint.Maker();

        Check(AccessToken token) {
            this.token = token;
        }

        boolean refuses() {
            String session = token.sessionId();
            return (holdsAny(EntryKind.TOKEN) && isHeld(EntryKind.TOKEN, fingerprints.of(token.id())))
                    || isBound(new TokenScope.OfEveryone())
                    || isBound(new TokenScope.OfUser(token.subject()))
                    || isBound(new TokenScope.OfClient(token.clientId()))
                    || (session != null && refusesSession(session));
        }

        private boolean refusesSession(String session) {
            if (holdsAny(EntryKind.ENDED_SESSION) || holdsAny(EntryKind.SESSION)) {
                Fingerprint fingerprint = fingerprints.of(session);
                if (isHeld(EntryKind.ENDED_SESSION, fingerprint) || isBound(EntryKind.SESSION, fingerprint)) {
                    return true;
                }
            }
            return isBound(new TokenScope.OfClientSession(session, token.clientId()));
        }

        private boolean holdsAny(EntryKind kind) {
            return table(kind).size() > 0;
        }

        private boolean isHeld(EntryKind kind, Fingerprint fingerprint) {
            return table(kind).find(fingerprint) != 0;
        }

        private boolean isBound(TokenScope scope) {
            EntryKind kind = EntryKind.of(scope);
            return holdsAny(kind) && isBound(kind, fingerprints.of(EntryKind.name(scope)));
        }

        private boolean isBound(EntryKind kind, Fingerprint fingerprint) {
            return token.issuedAt().getEpochSecond() < table(kind).find(fingerprint) - kept;
        }
    }
}
