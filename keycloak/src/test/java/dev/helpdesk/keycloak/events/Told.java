package dev.helpdesk.keycloak.events;

import dev.helpdesk.token.event.IdentityEvent;
import dev.helpdesk.token.event.StreamForm;
import dev.helpdesk.token.event.TokenScope;
import java.util.List;

/** Stream entries in words that a test can state in advance. */
final class Told {

    private Told() {}

    static List<String> in(List<TestRedis.Entry> entries) {
        return entries.stream()
                .map(entry -> say(StreamForm.read(entry.fields())))
                .toList();
    }

    /** A bound is told by its distance to the second of the event: +1 takes that second in, +0 spares it. */
    private static String say(IdentityEvent event) {
        return switch (event) {
            case IdentityEvent.SessionRevoked revoked -> "session " + revoked.sessionId() + " revoked";
            case IdentityEvent.TokenRevoked revoked -> "token " + revoked.tokenId() + " revoked";
            case IdentityEvent.TokensRevokedBefore revoked ->
                "tokens of %s revoked %+d".formatted(say(revoked.scope()), seconds(revoked));
            case IdentityEvent.AccountChanged changed -> changed.change().type() + " " + changed.userId();
        };
    }

    private static String say(TokenScope scope) {
        return switch (scope) {
            case TokenScope.OfUser user -> "user " + user.userId();
            case TokenScope.OfSession session -> "session " + session.sessionId();
            case TokenScope.OfClientSession session -> "client " + session.clientId() + " in " + session.sessionId();
            case TokenScope.OfClient client -> "client " + client.clientId();
            case TokenScope.OfEveryone everyone -> "everyone";
        };
    }

    private static long seconds(IdentityEvent.TokensRevokedBefore revoked) {
        return revoked.before().getEpochSecond() - revoked.at().getEpochSecond();
    }
}
