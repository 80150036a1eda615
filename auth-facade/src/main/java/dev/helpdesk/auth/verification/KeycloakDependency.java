package dev.helpdesk.auth.verification;

import dev.helpdesk.auth.keycloak.KeycloakUsers;
import dev.helpdesk.auth.revocation.RevokedSessions;
import dev.helpdesk.service.health.Dependency;
import org.springframework.stereotype.Component;

/**
 * Keycloak is there and knows the facade. Tokens are verified without it as long as Redis says which were revoked; when neither
 * does, no token can be verified and the facade is down.
 */
@Component
class KeycloakDependency implements Dependency {

    private final KeycloakUsers users;
    private final RevokedSessions revoked;

    KeycloakDependency(KeycloakUsers users, RevokedSessions revoked) {
        this.users = users;
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
        users.list(0, 1);
    }
}
