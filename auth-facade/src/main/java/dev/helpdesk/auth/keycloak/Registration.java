package dev.helpdesk.auth.keycloak;

import dev.helpdesk.service.error.FieldError;
import java.util.List;

/** What Keycloak says to a new user. */
public sealed interface Registration {

    /** The user exists now, whole: with names and password. */
    record Created(String userId) implements Registration {}

    /** Somebody has that address already. */
    record EmailTaken() implements Registration {}

    /** It breaks rules of the realm. */
    record Refused(List<FieldError> fields) implements Registration {

        public Refused {
            fields = List.copyOf(fields);
        }
    }
}
