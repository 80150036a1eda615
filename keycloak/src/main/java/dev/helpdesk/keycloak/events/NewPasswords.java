package dev.helpdesk.keycloak.events;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * Knows whether a user got a new password in the request at hand. An admin may set one while saving the user, and
 * Keycloak strips it from the event without a trace.
 *
 * @param since when the request began: Keycloak makes the listeners of an admin request before it does anything else
 */
record NewPasswords(KeycloakSession session, String realmName, long since) {

    boolean setFor(String userId) {
        RealmModel realm = session.realms().getRealmByName(realmName);
        UserModel user = realm == null ? null : session.users().getUserById(realm, userId);
        return user != null
                && user.credentialManager()
                        .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                        .anyMatch(password -> password.getCreatedDate() != null && password.getCreatedDate() >= since);
    }
}
