package dev.helpdesk.auth.keycloak;

import dev.helpdesk.service.health.Dependency;

/** Keycloak is there and knows the facade. Good tokens are verified without it, so the facade is only degraded when it is not. */
class KeycloakHealth implements Dependency {

    private final AdminApi admin;

    KeycloakHealth(AdminApi admin) {
        this.admin = admin;
    }

    @Override
    public String name() {
        return "keycloak";
    }

    @Override
    public boolean essential() {
        return false;
    }

    @Override
    public void check() {
        admin.call(realm -> realm.users().list(0, 1));
    }
}
