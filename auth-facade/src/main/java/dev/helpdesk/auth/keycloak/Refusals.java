package dev.helpdesk.auth.keycloak;

import dev.helpdesk.service.error.FieldError;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads why Keycloak refused a new user. It has three shapes for that: one field, a list of fields, and for passwords an error
 * named by its message key.
 */
class Refusals {

    private static final Set<String> FIELDS = Set.of("email", "firstName", "lastName", "locale");

    private final JsonMapper json;

    Refusals(JsonMapper json) {
        this.json = json;
    }

    /** The fields a refusal is about; fails with 503 when it is about nothing the user sent. */
    Registration read(String body) {
        JsonNode refusal = parse(body);
        if (refusal.path("error").asString("").startsWith("invalidPassword")) {
            return new Registration.Refused(List.of(new FieldError("password", "weak_password")));
        }
        JsonNode many = refusal.path("errors");
        List<FieldError> fields = (many.isArray() ? many.valueStream() : Stream.of(refusal))
                .map(Refusals::field)
                .filter(error -> FIELDS.contains(error.field()))
                .distinct()
                .toList();
        if (fields.isEmpty()) {
            throw Unavailable.answered("a new user", 400, refusal.path("error").asString(""));
        }
        return new Registration.Refused(fields);
    }

    /** Whether it says that the password is the name to log in with. */
    boolean isPasswordLikeName(String body) {
        return Set.of("invalidPasswordNotUsernameMessage", "invalidPasswordNotEmailMessage")
                .contains(parse(body).path("error").asString(""));
    }

    private JsonNode parse(String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            throw Unavailable.because(e);
        }
    }

    private static FieldError field(JsonNode complaint) {
        String rule = switch (complaint.path("errorMessage").asString("")) {
            case "error-user-attribute-required" -> "required";
            case "error-invalid-email", "error-non-ascii-local-part-email" -> "invalid_email";
            case "error-invalid-length-too-long", "error-invalid-length" -> "too_long";
            case "error-person-name-invalid-character" -> "invalid_characters";
            default -> "invalid";
        };
        return new FieldError(complaint.path("field").asString(""), rule);
    }
}
