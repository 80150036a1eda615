package dev.helpdesk.keycloak.events;

import java.io.IOException;

/** Redis answered, but with an error. Keeps the error's code only: the rest may repeat what was sent. */
final class RedisRefusal extends IOException {

    RedisRefusal(String answer) {
        super(answer.split(" ", 2)[0]);
    }

    /** What may be logged of a failure. */
    static String describe(Exception failure) {
        String kind = failure.getClass().getSimpleName();
        return failure instanceof RedisRefusal ? kind + " " + failure.getMessage() : kind;
    }
}
