package dev.helpdesk.token.event;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads fields that anybody may have written: each is there, of a sane length and of its form, or refused. */
record FieldReader(Map<String, String> fields) {

    private static final int LONGEST = 300;
    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,15}");

    String text(String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("field '" + name + "' is missing");
        }
        if (value.isBlank() || value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("field '" + name + "' is malformed");
        }
        return value;
    }

    Instant instant(String name) {
        String value = text(name);
        if (!MILLIS.matcher(value).matches()) {
            throw new IllegalArgumentException("field '" + name + "' is not an instant");
        }
        return Instant.ofEpochMilli(Long.parseLong(value));
    }
}
