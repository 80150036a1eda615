package dev.helpdesk.auth.keycloak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/**
 * A form in the making, each value encoded whole, so that none can add a parameter of its own.
 *
 * <p>It ends as bytes because Spring logs a form of any other type word by word at level debug, and these hold passwords.
 */
final class Form {

    private final StringBuilder text = new StringBuilder();

    static Form of(String name, String value) {
        return new Form().with(name, value);
    }

    Form with(String name, @Nullable String value) {
        if (value != null) {
            text.append(text.isEmpty() ? "" : "&").append(name).append('=').append(URLEncoder.encode(value, UTF_8));
        }
        return this;
    }

    byte[] bytes() {
        return text.toString().getBytes(UTF_8);
    }
}
