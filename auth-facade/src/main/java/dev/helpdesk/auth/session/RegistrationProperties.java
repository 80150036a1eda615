package dev.helpdesk.auth.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * How people register.
 *
 * @param verification whether they prove their address before the first login
 */
@ConfigurationProperties("registration")
record RegistrationProperties(@Name("verify") @DefaultValue Verify verification) {

    /**
     * @param email {@code REGISTRATION_VERIFY_EMAIL}
     * @param answerAfter when a registration is answered at the earliest, so that the time says nothing about the address
     */
    record Verify(
            @DefaultValue("false") boolean email,
            @Name("answer.after") @DefaultValue("400ms") Duration answerAfter) {}
}
