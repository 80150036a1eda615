package dev.helpdesk.auth.verification;

import dev.helpdesk.token.User;
import org.springframework.http.HttpHeaders;

/** Whose token it is, for proxies that ask before they pass a request on and read headers only. */
final class UserHeaders {

    private UserHeaders() {}

    static void write(User user, HttpHeaders headers) {
        headers.set("X-Auth-User-Id", user.id());
        if (user.email() != null) {
            headers.set("X-Auth-Email", user.email());
        }
        headers.set("X-Auth-Roles", String.join(",", user.roles()));
    }
}
