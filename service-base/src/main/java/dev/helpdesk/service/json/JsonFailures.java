package dev.helpdesk.service.json;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.service.error.FieldError;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says which field of a body is wrong, and how, without repeating anything of its content. */
final class JsonFailures {

    private static final int LONGEST_NAME = 64;

    private JsonFailures() {}

    static ApiException of(JacksonException failure) {
        String field = field(failure.getPath());
        if (field.isEmpty()) {
            return ApiException.of(CommonError.MALFORMED_JSON).causedBy(failure);
        }
        return switch (failure) {
            case UnrecognizedPropertyException unknown ->
                ApiException.of(CommonError.UNKNOWN_FIELD, new FieldError(field, "unknown_field"));
            case InvalidCharactersException invalid ->
                ApiException.invalid(new FieldError(field, "invalid_characters"));
            case InvalidFormatException format
            when isText(format) -> ApiException.invalid(new FieldError(field, "invalid"));
            case MismatchedInputException mismatch -> wrongType(field);
            case InputCoercionException tooLarge -> wrongType(field);
            default -> ApiException.of(CommonError.MALFORMED_JSON).causedBy(failure);
        };
    }

    private static ApiException wrongType(String field) {
        return ApiException.invalid(new FieldError(field, "wrong_type"));
    }

    /** A string where a string belongs, though not one that says such a value. */
    private static boolean isText(InvalidFormatException failure) {
        Class<?> target = failure.getTargetType();
        return failure.getValue() instanceof String
                && target != null
                && !Number.class.isAssignableFrom(target)
                && !target.isPrimitive()
                && target != Boolean.class;
    }

    private static String field(List<Reference> path) {
        StringBuilder name = new StringBuilder();
        for (Reference step : path) {
            if (step.getPropertyName() == null) {
                name.append('[').append(step.getIndex()).append(']');
            } else {
                name.append(name.isEmpty() ? "" : ".").append(readable(step.getPropertyName()));
            }
        }
        return name.toString();
    }

    /** The name is the client's own text: only what a name may look like is repeated. */
    private static String readable(String name) {
        String allowed = name.replaceAll("[^A-Za-z0-9_$@.-]", "?");
        return allowed.length() <= LONGEST_NAME ? allowed : allowed.substring(0, LONGEST_NAME);
    }
}
