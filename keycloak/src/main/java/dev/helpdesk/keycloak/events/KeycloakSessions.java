package dev.helpdesk.keycloak.events;

import dev.helpdesk.token.event.KeycloakEvent;
import dev.helpdesk.token.event.LiveSessions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/** Asks Keycloak, inside the transaction of the event, which sessions the user has. */
record KeycloakSessions(KeycloakSession session, KeycloakEvent event) implements LiveSessions {

    /** More than that are not named one by one; the bound is then a second stricter for all of them. */
    private static final int MOST = 50;

    @Override
    public @Nullable List<String> of(String userId) {
        RealmModel realm = session.realms().getRealmByName(event.realm());
        UserModel user = realm == null ? null : session.users().getUserById(realm, userId);
        if (user == null) {
            return null;
        }
        List<String> ids = session.sessions()
                .getUserSessionsStream(realm, user)
                .map(UserSessionModel::getId)
                .limit(MOST + 1)
                .toList();
        return ids.size() > MOST ? null : ids;
    }
}
