package dev.helpdesk.user.directory;

import java.util.Arrays;

/**
 * An order of users; equal ones are ordered by id.
 *
 * @param field what is compared
 * @param descending whether the greatest comes first
 */
public record DirectorySort(Field field, boolean descending) {

    /** How the API writes an order: the field's name, behind a minus sign when descending. */
    public static final String SYNTAX = "-?(createdAt|email|firstName|lastName)";

    /** Reads an order written in {@link #SYNTAX}. */
    public static DirectorySort parse(String text) {
        boolean descending = text.startsWith("-");
        String name = descending ? text.substring(1) : text;
        return new DirectorySort(Field.named(name), descending);
    }

    String column() {
        return field.column;
    }

    String columnType() {
        return field.type;
    }

    /** What users can be ordered by. */
    public enum Field {
        CREATED_AT("createdAt", "created_key", "timestamptz"),
        EMAIL("email", "email_key", "text"),
        FIRST_NAME("firstName", "first_name_key", "text"),
        LAST_NAME("lastName", "last_name_key", "text");

        private final String name;
        private final String column;
        private final String type;

        Field(String name, String column, String type) {
            this.name = name;
            this.column = column;
            this.type = type;
        }

        private static Field named(String name) {
            return Arrays.stream(values())
                    .filter(field -> field.name.equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no such order: " + name));
        }
    }
}
