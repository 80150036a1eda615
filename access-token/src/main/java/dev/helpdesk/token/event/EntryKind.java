package dev.helpdesk.token.event;

import java.util.Arrays;
import java.util.Optional;

/**
 * What an entry of the index is about: an ended session, a single token, or a scope whose older tokens are refused. The same name in
 * two kinds is two entries.
 */
enum EntryKind {
    ENDED_SESSION(1),
    TOKEN(2),
    USER(3),
    SESSION(4),
    CLIENT_SESSION(5),
    CLIENT(6),
    EVERYONE(7);

    private final byte code;

    EntryKind(int code) {
        this.code = (byte) code;
    }

    static EntryKind of(TokenScope scope) {
        return switch (scope) {
            case TokenScope.OfUser user -> USER;
            case TokenScope.OfSession session -> SESSION;
            case TokenScope.OfClientSession part -> CLIENT_SESSION;
            case TokenScope.OfClient client -> CLIENT;
            case TokenScope.OfEveryone everyone -> EVERYONE;
        };
    }

    static Optional<EntryKind> withCode(byte code) {
        return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
    }

    /** The name under which a scope is entered. */
    static String name(TokenScope scope) {
        return switch (scope) {
            case TokenScope.OfUser(String userId) -> userId;
            case TokenScope.OfSession(String sessionId) -> sessionId;
            case TokenScope.OfClientSession(String sessionId, String clientId) ->
                sessionId.length() + ":" + sessionId + clientId;
            case TokenScope.OfClient(String clientId) -> clientId;
            case TokenScope.OfEveryone everyone -> "";
        };
    }

    /** Its number in a snapshot. */
    byte code() {
        return code;
    }

    /** Whether it refuses the tokens issued before an instant, and not all of them. */
    boolean isBound() {
        return this != ENDED_SESSION && this != TOKEN;
    }
}
