package dev.helpdesk.auth.keycloak;

/** How Keycloak is. */
@FunctionalInterface
public interface KeycloakStatus {

    /**
     * Asks whether Keycloak serves and knows the facade.
     *
     * @throws RuntimeException if not
     */
    void check();
}
