package dev.helpdesk.token.event;

import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.User;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/** Events and tokens of a small world, so that they often meet. */
final class RandomEvents {

    private RandomEvents() {}

    static IdentityEvent event(Random random, Instant now) {
        Instant at = now.minusMillis(random.nextInt(3000));
        return switch (random.nextInt(8)) {
            case 0 -> new IdentityEvent.SessionRevoked("e", at, name(random, "session", 400));
            case 1 -> new IdentityEvent.TokenRevoked("e", at, name(random, "token", 200), at.plusSeconds(600));
            case 2 -> new IdentityEvent.AccountChanged("e", at, AccountChange.UPDATED, name(random, "user", 40));
            default ->
                new IdentityEvent.TokensRevokedBefore(
                        "e",
                        at,
                        scope(random),
                        at.truncatedTo(ChronoUnit.SECONDS).plusSeconds(random.nextInt(2)));
        };
    }

    private static TokenScope scope(Random random) {
        return switch (random.nextInt(25)) {
            case 0 -> new TokenScope.OfClient(name(random, "client", 8));
            case 1 -> random.nextInt(40) == 0 ? new TokenScope.OfEveryone() : new TokenScope.OfUser("nobody");
            case 2, 3, 4, 5, 6, 7, 8 -> new TokenScope.OfUser(name(random, "user", 40));
            case 9, 10, 11, 12, 13, 14 ->
                new TokenScope.OfClientSession(name(random, "session", 400), name(random, "client", 8));
            default -> new TokenScope.OfSession(name(random, "session", 400));
        };
    }

    /** One that has not expired; now and then one without a session. */
    static AccessToken livingToken(Random random, Instant now, Duration life) {
        Instant issuedAt =
                now.minusSeconds(random.nextInt((int) life.toSeconds() - 1)).truncatedTo(ChronoUnit.SECONDS);
        String session = random.nextInt(10) == 0 ? null : name(random, "session", 400);
        User user = new User(name(random, "user", 40), null, "", "", List.of(), false, true, null);
        return new AccessToken(
                name(random, "token", 200),
                session,
                name(random, "client", 8),
                issuedAt,
                issuedAt.plus(life),
                null,
                user);
    }

    private static String name(Random random, String kind, int many) {
        return kind + random.nextInt(many);
    }
}
