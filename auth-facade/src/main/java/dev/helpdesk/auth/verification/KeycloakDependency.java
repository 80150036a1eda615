package dev.helpdesk.auth.verification;

import dev.helpdesk.auth.keycloak.KeycloakStatus;
import dev.helpdesk.auth.revocation.RevokedSessions;
import dev.helpdesk.service.health.Dependency;
import org.springframework.stereotype.Component;

/**
 * Keycloak is there and knows the facade. Tokens are verified without it as long as Redis says which were revoked; when neither
 * does, no token can be verified and the facade is down.
 */
@Component
class KeycloakDependency implements Dependency {

    private final KeycloakStatus keycloak;
    private final RevokedSessions revoked;

    KeycloakDependency(KeycloakStatus keycloak, RevokedSessions revoked) {
        this.keycloak = keycloak;
        this.revoked = revoked;
    }

    @Override
    public String name() {
        return "keycloak";
    }

    @Override
    public boolean essential() {
        return !revoked.areKnown();
    }

    @Override
    public void check() {
        keycloak.check();
    }
}
