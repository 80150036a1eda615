package dev.helpdesk.token.event;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** An identity event as the flat text fields of a Redis Stream entry, and back. */
public final class StreamForm {

    /** The stream that all of it is written to. */
    public static final String STREAM = "helpdesk:identity-events";

    private static final String SESSION_REVOKED = "session-revoked";
    private static final String TOKEN_REVOKED = "token-revoked";
    private static final String TOKENS_REVOKED_BEFORE = "tokens-revoked-before";

    private StreamForm() {}

    /** The fields of an event, in a fixed order. */
    public static Map<String, String> write(IdentityEvent event) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("type", type(event));
        fields.put("id", event.id());
        fields.put("at", millis(event.at()));
        switch (event) {
            case IdentityEvent.SessionRevoked(String id, Instant at, String sid) -> fields.put("sid", sid);
            case IdentityEvent.TokenRevoked(String id, Instant at, String jti, Instant expiresAt) -> {
                fields.put("jti", jti);
                fields.put("exp", millis(expiresAt));
            }
            case IdentityEvent.TokensRevokedBefore(String id, Instant at, TokenScope scope, Instant before) -> {
                writeScope(scope, fields);
                fields.put("before", millis(before));
            }
            case IdentityEvent.AccountChanged(String id, Instant at, AccountChange change, String sub) ->
                fields.put("sub", sub);
        }
        return fields;
    }

    /**
     * The event that fields speak of; fields it does not know are left aside.
     *
     * @throws IllegalArgumentException when they speak of none; names the field, never its content
     */
    public static IdentityEvent read(Map<String, String> fields) {
        FieldReader reader = new FieldReader(fields);
        String id = reader.text("id");
        Instant at = reader.instant("at");
        String type = reader.text("type");
        return switch (type) {
            case SESSION_REVOKED -> new IdentityEvent.SessionRevoked(id, at, reader.text("sid"));
            case TOKEN_REVOKED -> new IdentityEvent.TokenRevoked(id, at, reader.text("jti"), reader.instant("exp"));
            case TOKENS_REVOKED_BEFORE ->
                new IdentityEvent.TokensRevokedBefore(id, at, readScope(reader), reader.instant("before"));
            default -> new IdentityEvent.AccountChanged(id, at, change(type), reader.text("sub"));
        };
    }

    private static String type(IdentityEvent event) {
        return switch (event) {
            case IdentityEvent.SessionRevoked revoked -> SESSION_REVOKED;
            case IdentityEvent.TokenRevoked revoked -> TOKEN_REVOKED;
            case IdentityEvent.TokensRevokedBefore revoked -> TOKENS_REVOKED_BEFORE;
            case IdentityEvent.AccountChanged changed -> changed.change().type();
        };
    }

    private static void writeScope(TokenScope scope, Map<String, String> fields) {
        switch (scope) {
            case TokenScope.OfUser(String userId) -> put(fields, "user", "sub", userId);
            case TokenScope.OfSession(String sessionId) -> put(fields, "session", "sid", sessionId);
            case TokenScope.OfClientSession(String sessionId, String clientId) -> {
                put(fields, "client-session", "sid", sessionId);
                fields.put("client", clientId);
            }
            case TokenScope.OfClient(String clientId) -> put(fields, "client", "client", clientId);
            case TokenScope.OfEveryone everyone -> fields.put("scope", "everyone");
        }
    }

    private static void put(Map<String, String> fields, String scope, String name, String value) {
        fields.put("scope", scope);
        fields.put(name, value);
    }

    private static TokenScope readScope(FieldReader reader) {
        return switch (reader.text("scope")) {
            case "user" -> new TokenScope.OfUser(reader.text("sub"));
            case "session" -> new TokenScope.OfSession(reader.text("sid"));
            case "client-session" -> new TokenScope.OfClientSession(reader.text("sid"), reader.text("client"));
            case "client" -> new TokenScope.OfClient(reader.text("client"));
            case "everyone" -> new TokenScope.OfEveryone();
            default -> throw new IllegalArgumentException("field 'scope' has an unknown value");
        };
    }

    private static AccountChange change(String type) {
        for (AccountChange change : AccountChange.values()) {
            if (change.type().equals(type)) {
                return change;
            }
        }
        throw new IllegalArgumentException("field 'type' has an unknown value");
    }

    private static String millis(Instant instant) {
        return Long.toString(instant.toEpochMilli());
    }
}
