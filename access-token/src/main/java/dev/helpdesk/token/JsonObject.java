package dev.helpdesk.token;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The header or the claims of a token, each member read as the one type it may have. */
record JsonObject(Map<String, @Nullable Object> members) {

    /** The last second of the year 9999: what lies behind is no time. */
    private static final long MAX_SECONDS = 253_402_300_799L;

    static JsonObject parse(byte[] utf8) throws InvalidTokenException {
        return new JsonObject(StrictJson.parseObject(utf8));
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    String string(String name) throws InvalidTokenException {
        String value = optionalString(name);
        if (value == null || value.isBlank()) {
            throw new InvalidTokenException(name + " is missing");
        }
        return value;
    }

    @Nullable String optionalString(String name) throws InvalidTokenException {
        return optional(name, String.class);
    }

    boolean flag(String name) throws InvalidTokenException {
        Boolean value = optional(name, Boolean.class);
        return value != null && value;
    }

    Instant time(String name) throws InvalidTokenException {
        Instant value = optionalTime(name);
        if (value == null) {
            throw new InvalidTokenException(name + " is missing");
        }
        return value;
    }

    @Nullable Instant optionalTime(String name) throws InvalidTokenException {
        return optionalTime(name, 1);
    }

    @Nullable Instant optionalMillis(String name) throws InvalidTokenException {
        return optionalTime(name, 1000);
    }

    /** A claim that is one string or a list of strings, as {@code aud} is. */
    List<String> strings(String name) throws InvalidTokenException {
        Object value = members.get(name);
        List<?> values = value instanceof List<?> list ? list : List.of(string(name));
        if (!values.stream().allMatch(String.class::isInstance)) {
            throw wrongType(name);
        }
        return values.stream().map(String.class::cast).toList();
    }

    private @Nullable Instant optionalTime(String name, long unitsPerSecond) throws InvalidTokenException {
        Long value = optional(name, Long.class);
        if (value == null) {
            return null;
        }
        if (value < 0 || value / unitsPerSecond > MAX_SECONDS) {
            throw new InvalidTokenException(name + " is out of range");
        }
        return Instant.ofEpochMilli(value * (1000 / unitsPerSecond));
    }

    private <T> @Nullable T optional(String name, Class<T> type) throws InvalidTokenException {
        if (!has(name)) {
            return null;
        }
        Object value = members.get(name);
        if (!type.isInstance(value)) {
            throw wrongType(name);
        }
        return type.cast(value);
    }

    private static InvalidTokenException wrongType(String name) {
        return new InvalidTokenException(name + " has the wrong type");
    }
}
