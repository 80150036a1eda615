package dev.helpdesk.keycloak.events;

import dev.helpdesk.token.event.LiveSessions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.Profile;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.session.UserSessionPersisterProvider;

/**
 * Asks Keycloak, inside the transaction of the event, which sessions the user has.
 *
 * <p>Asks the store of sessions and not what Keycloak keeps in memory over it: sessions that this very transaction
 * ends are gone from there, but stay in the store until the commit.
 */
record KeycloakSessions(KeycloakSession session, String realmName) implements LiveSessions {

    /** More than that are not named one by one; the bound is then a second stricter for all of them. */
    private static final int MOST = 50;

    @Override
    public @Nullable List<String> of(String userId) {
        RealmModel realm = session.realms().getRealmByName(realmName);
        UserModel user = realm == null ? null : session.users().getUserById(realm, userId);
        if (user == null || !Profile.isFeatureEnabled(Profile.Feature.PERSISTENT_USER_SESSIONS)) {
            return null;
        }
        List<String> ids = session.getProvider(UserSessionPersisterProvider.class)
                .loadUserSessionsStream(realm, user, false, 0, MOST + 1)
                .map(UserSessionModel::getId)
                .toList();
        return ids.size() > MOST ? null : ids;
    }
}
