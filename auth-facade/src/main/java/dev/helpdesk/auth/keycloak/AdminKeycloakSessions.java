package dev.helpdesk.auth.keycloak;

import java.util.List;
import org.keycloak.representations.idm.UserSessionRepresentation;

/** {@link KeycloakSessions} over the admin API. */
class AdminKeycloakSessions implements KeycloakSessions {

    private final AdminApi admin;

    AdminKeycloakSessions(AdminApi admin) {
        this.admin = admin;
    }

    @Override
    public List<String> of(String userId) {
        return admin.find(realm -> realm.users().get(userId).getUserSessions()).orElseGet(List::of).stream()
                .map(UserSessionRepresentation::getId)
                .toList();
    }

    @Override
    public void end(String sessionId) {
        // Who is about to end sessions has begun to, and one that is ended twice is ended.
        admin.complete(realm -> {
            realm.deleteSession(sessionId, false);
            return sessionId;
        });
    }
}
