package dev.helpdesk.token.event;

import dev.helpdesk.token.AccessToken;

/** Says of one event and one token what the documentation of the events says, without any index. */
final class PlainReading {

    private PlainReading() {}

    static boolean refuses(IdentityEvent event, AccessToken token) {
        return switch (event) {
            case IdentityEvent.SessionRevoked revoked -> revoked.sessionId().equals(token.sessionId());
            case IdentityEvent.TokenRevoked revoked -> revoked.tokenId().equals(token.id());
            case IdentityEvent.TokensRevokedBefore bound ->
                concerns(bound.scope(), token) && token.issuedAt().isBefore(bound.before());
            case IdentityEvent.AccountChanged changed -> false;
        };
    }

    /** Whether there cannot be such a token after such an event: an ended session gets none, and no token lives on with another expiry. */
    static boolean excludes(IdentityEvent event, AccessToken token) {
        return switch (event) {
            case IdentityEvent.SessionRevoked revoked ->
                refuses(event, token) && token.issuedAt().isAfter(revoked.at());
            case IdentityEvent.TokenRevoked revoked ->
                refuses(event, token) && token.expiresAt().isAfter(revoked.expiresAt());
            default -> false;
        };
    }

    private static boolean concerns(TokenScope scope, AccessToken token) {
        return switch (scope) {
            case TokenScope.OfUser user -> user.userId().equals(token.subject());
            case TokenScope.OfSession session -> session.sessionId().equals(token.sessionId());
            case TokenScope.OfClientSession part ->
                part.sessionId().equals(token.sessionId()) && part.clientId().equals(token.clientId());
            case TokenScope.OfClient client -> client.clientId().equals(token.clientId());
            case TokenScope.OfEveryone everyone -> true;
        };
    }
}
