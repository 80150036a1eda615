package dev.helpdesk.auth.keycloak;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who registers. Its text form keeps everything to itself.
 *
 * @param email canonical address, also the name to log in with
 * @param password as typed
 * @param firstName given name
 * @param lastName family name
 * @param locale language of mails and pages, {@code en} or {@code fr}
 * @param mustVerifyEmail whether the address has to be proven before the first login
 * @param stamp what this registration is recognized by when it comes again, if it may
 */
public record NewUser(
        String email,
        String password,
        String firstName,
        String lastName,
        String locale,
        boolean mustVerifyEmail,
        @Nullable String stamp) {

    @Override
    public String toString() {
        return "NewUser[redacted]";
    }
}
