package dev.helpdesk.service.error;

/**
 * What is wrong with one field of a request.
 *
 * @param field the field's name as the client wrote it, such as {@code email}
 * @param code the stable name of the rule that was broken, such as {@code required}; its sentence is the message {@code field.<code>}
 */
public record FieldError(String field, String code) {}
