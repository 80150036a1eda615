package dev.helpdesk.auth.keycloak;

import dev.helpdesk.service.request.ClientAddress;
import java.util.Optional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The address of the client whose request is being served, for Keycloak's events and sessions. Keycloak believes it only if it
 * was told to trust the facade as a proxy.
 */
final class CurrentClient {

    static final String HEADER = "X-Forwarded-For";

    private CurrentClient() {}

    static Optional<String> address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.of(ClientAddress.of(attributes.getRequest()))
                : Optional.empty();
    }
}
