package dev.helpdesk.token.event;

import static dev.helpdesk.token.event.TestKeycloakEvents.AT;
import static dev.helpdesk.token.event.TestKeycloakEvents.NEXT_SECOND;
import static dev.helpdesk.token.event.TestKeycloakEvents.THIS_SECOND;
import static dev.helpdesk.token.event.TestKeycloakEvents.admin;
import static dev.helpdesk.token.event.TestKeycloakEvents.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.token.event.IdentityEvent.AccountChanged;
import dev.helpdesk.token.event.IdentityEvent.SessionRevoked;
import dev.helpdesk.token.event.IdentityEvent.TokenRevoked;
import dev.helpdesk.token.event.IdentityEvent.TokensRevokedBefore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityEventMappingTests {

    private static final TokenScope ADA = new TokenScope.OfUser("ada");
    private static final TokenScope EVERYONE = new TokenScope.OfEveryone();
    private static final LiveSessions TWO_SESSIONS = userId -> List.of("session-1", "session-2");

    private final IdentityEventMapping mapping = new IdentityEventMapping(Duration.ofHours(24));

    @Test
    void logoutEndsItsSession() {
        assertThat(map(user("LOGOUT"))).containsExactly(new SessionRevoked("e1", AT, "session-1"));
    }

    @Test
    void logoutWithoutSessionSaysNothing() {
        assertThat(map(user("LOGOUT").withoutSession())).isEmpty();
    }

    @Test
    void expiredSessionSaysNothingAsItsTokensHaveExpiredToo() {
        assertThat(map(user("USER_SESSION_DELETED").detail("reason", "user_session_expired")))
                .isEmpty();
    }

    @Test
    void sessionDeletedForAnotherReasonEnds() {
        assertThat(map(user("USER_SESSION_DELETED").detail("reason", "invalid_user_session_remember_me")))
                .containsExactly(new SessionRevoked("e1", AT, "session-1"));
    }

    @Test
    void revokedAccessTokenIsNamedUntilItHasExpiredAtTheLatest() {
        assertThat(map(user("REVOKE_GRANT").withoutSession().detail("token_id", "onrtro:7")))
                .containsExactly(new TokenRevoked("e1", AT, "onrtro:7", AT.plus(Duration.ofHours(24))));
    }

    @Test
    void revokedRefreshTokenEndsItsClientInItsSessionOnly() {
        assertThat(map(user("REVOKE_GRANT").detail("refresh_token_id", "r1").detail("revoked_client", "portal")))
                .containsExactly(new TokensRevokedBefore(
                        "e1", AT, new TokenScope.OfClientSession("session-1", "portal"), NEXT_SECOND));
    }

    @Test
    void revokedConsentRefusesTheUsersOlderTokens() {
        assertThat(map(user("REVOKE_GRANT").withoutSession().detail("revoked_client", "portal")))
                .containsExactly(new TokensRevokedBefore("e1", AT, ADA, NEXT_SECOND));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Stale token", "Maximum allowed refresh token reuse exceeded"})
    void reusedRefreshTokenEndsItsClientInItsSession(String reason) {
        assertThat(map(user("REFRESH_TOKEN_ERROR").detail("reason", reason)))
                .containsExactly(new TokensRevokedBefore(
                        "e1", AT, new TokenScope.OfClientSession("session-1", "portal"), NEXT_SECOND));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Token is not active", "Session not active", "User disabled", "Invalid refresh token"})
    void refreshRefusedForAnotherReasonSaysNothing(String reason) {
        assertThat(map(user("REFRESH_TOKEN_ERROR").detail("reason", reason))).isEmpty();
    }

    @Test
    void changedPasswordSparesTheSessionItWasChangedIn() {
        KeycloakEvent event = user("UPDATE_CREDENTIAL")
                .withoutSession()
                .detail("code_id", "session-1")
                .detail("credential_type", "password")
                .build();
        assertThat(mapping.map(event, TWO_SESSIONS))
                .containsExactly(
                        new TokensRevokedBefore("e1", AT, ADA, THIS_SECOND),
                        new AccountChanged("e1#1", AT, AccountChange.UPDATED, "ada"),
                        new TokensRevokedBefore("e1#2", AT, new TokenScope.OfSession("session-2"), NEXT_SECOND));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE_PASSWORD",
                "RESET_PASSWORD",
                "LOGIN",
                "LOGIN_ERROR",
                "LOGOUT_ERROR",
                "REVOKE_GRANT_ERROR",
                "USER_DISABLED_BY_TEMPORARY_LOCKOUT",
                "REFRESH_TOKEN",
                "CODE_TO_TOKEN"
            })
    void eventsThatChangeNoTokenSayNothing(String type) {
        assertThat(map(user(type).detail("token_id", "t").detail("credential_type", "password")))
                .isEmpty();
    }

    @Test
    void newOneTimeCodeDeviceSaysNothing() {
        assertThat(map(user("UPDATE_CREDENTIAL").detail("credential_type", "otp")))
                .isEmpty();
    }

    @Test
    void permanentLockDisables() {
        assertThat(map(user("USER_DISABLED_BY_PERMANENT_LOCKOUT").withoutSession()))
                .containsExactly(
                        new TokensRevokedBefore("e1", AT, ADA, NEXT_SECOND),
                        new AccountChanged("e1#1", AT, AccountChange.DISABLED, "ada"));
    }

    @Test
    void ownDeletionPurges() {
        assertThat(map(user("DELETE_ACCOUNT"))).containsExactlyElementsOf(purged());
    }

    @ParameterizedTest
    @CsvSource({
        "REGISTER, CREATED",
        "UPDATE_PROFILE, UPDATED",
        "UPDATE_EMAIL, UPDATED",
        "VERIFY_EMAIL, UPDATED",
        "VERIFY_PROFILE, UPDATED"
    })
    void accountEventsAreTold(String type, AccountChange change) {
        assertThat(map(user(type))).containsExactly(new AccountChanged("e1", AT, change, "ada"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REGISTER",
                "UPDATE_PROFILE",
                "DELETE_ACCOUNT",
                "UPDATE_CREDENTIAL",
                "USER_DISABLED_BY_PERMANENT_LOCKOUT",
                "REVOKE_GRANT"
            })
    void userEventWithoutUserSaysNothing(String type) {
        assertThat(map(user(type)
                        .withoutUser()
                        .withoutSession()
                        .detail("credential_type", "password")
                        .detail("revoked_client", "portal")))
                .isEmpty();
    }

    @Test
    void userMadeByAnAdminIsCreated() {
        assertThat(map(admin("CREATE", "USER", "users/ada")))
                .containsExactly(new AccountChanged("e1", AT, AccountChange.CREATED, "ada"));
    }

    @Test
    void savedUserIsUpdatedAndEnabled() {
        assertThat(map(admin("UPDATE", "USER", "users/ada").fact("enabled", "true")))
                .containsExactly(
                        new AccountChanged("e1", AT, AccountChange.UPDATED, "ada"),
                        new AccountChanged("e1#1", AT, AccountChange.ENABLED, "ada"));
    }

    @Test
    void disabledUserKeepsNoToken() {
        KeycloakEvent event =
                admin("UPDATE", "USER", "users/ada").fact("enabled", "false").build();
        assertThat(mapping.map(event, TWO_SESSIONS))
                .containsExactly(
                        new TokensRevokedBefore("e1", AT, ADA, THIS_SECOND),
                        new AccountChanged("e1#1", AT, AccountChange.DISABLED, "ada"),
                        new TokensRevokedBefore("e1#2", AT, new TokenScope.OfSession("session-1"), NEXT_SECOND),
                        new TokensRevokedBefore("e1#3", AT, new TokenScope.OfSession("session-2"), NEXT_SECOND));
    }

    @Test
    void unknownSessionsLeaveTheIdsOfTheRestAsTheyAre() {
        KeycloakEvent event =
                admin("UPDATE", "USER", "users/ada").fact("enabled", "false").build();
        assertThat(mapping.map(event, LiveSessions.UNKNOWN))
                .containsExactly(
                        new TokensRevokedBefore("e1", AT, ADA, NEXT_SECOND),
                        new AccountChanged("e1#1", AT, AccountChange.DISABLED, "ada"));
    }

    @Test
    void passwordSetWhileSavingRefusesOlderTokens() {
        assertThat(map(admin("UPDATE", "USER", "users/ada").fact("credentials", "present")))
                .containsExactly(
                        new TokensRevokedBefore("e1", AT, ADA, NEXT_SECOND),
                        new AccountChanged("e1#1", AT, AccountChange.UPDATED, "ada"));
    }

    @Test
    void userDeletedByAnAdminIsPurged() {
        assertThat(map(admin("DELETE", "USER", "users/ada"))).containsExactlyElementsOf(purged());
    }

    @Test
    void signingAUserOutEndsTheSessionsThatWereThere() {
        KeycloakEvent event = admin("ACTION", "USER", "users/ada/logout").build();
        assertThat(mapping.map(event, TWO_SESSIONS))
                .containsExactly(
                        new TokensRevokedBefore("e1", AT, ADA, THIS_SECOND),
                        new SessionRevoked("e1#1", AT, "session-1"),
                        new SessionRevoked("e1#2", AT, "session-2"));
    }

    @Test
    void signingAUserOutRefusesAllTokensOfThatSecondWhenNobodyKnowsTheSessions() {
        assertThat(map(admin("ACTION", "USER", "users/ada/logout")))
                .containsExactly(new TokensRevokedBefore("e1", AT, ADA, NEXT_SECOND));
    }

    @Test
    void importedUserIsCreated() {
        assertThat(map(admin("CREATE", "REALM", "users/ada")))
                .containsExactly(new AccountChanged("e1", AT, AccountChange.CREATED, "ada"));
    }

    @Test
    void disabledUserInAnImportConcernsNobodyElse() {
        assertThat(map(admin("UPDATE", "REALM", "users/ada").fact("enabled", "false")))
                .containsExactly(
                        new TokensRevokedBefore("e1", AT, ADA, NEXT_SECOND),
                        new AccountChanged("e1#1", AT, AccountChange.DISABLED, "ada"));
    }

    @ParameterizedTest
    @CsvSource({
        "ACTION, USER, users/ada/reset-password",
        "ACTION, USER, users/ada/credentials/c1",
        "ACTION, USER, users/ada/consents/portal",
        "CREATE, REALM_ROLE_MAPPING, users/ada/role-mappings/realm",
        "DELETE, REALM_ROLE_MAPPING, users/ada/role-mappings/realm",
        "CREATE, CLIENT_ROLE_MAPPING, users/ada/role-mappings/clients/c1",
        "CREATE, GROUP_MEMBERSHIP, users/ada/groups/g1",
        "DELETE, GROUP_MEMBERSHIP, users/ada/groups/g1"
    })
    void credentialAndRoleChangesRefuseOlderTokensAndLetSessionsGoOn(String operation, String resource, String path) {
        assertThat(map(admin(operation, resource, path)))
                .containsExactly(
                        new TokensRevokedBefore("e1", AT, ADA, NEXT_SECOND),
                        new AccountChanged("e1#1", AT, AccountChange.UPDATED, "ada"));
    }

    @Test
    void deletedSessionEnds() {
        assertThat(map(admin("DELETE", "USER_SESSION", "sessions/session-9").fact("offline", "false")))
                .containsExactly(new SessionRevoked("e1", AT, "session-9"));
    }

    @Test
    void deletedOfflineSessionLeavesTheOnlineOneOfTheSameIdUsable() {
        assertThat(map(admin("DELETE", "USER_SESSION", "sessions/session-9").fact("offline", "true")))
                .containsExactly(new TokensRevokedBefore("e1", AT, new TokenScope.OfSession("session-9"), NEXT_SECOND));
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE, REALM_ROLE_MAPPING, groups/g1/role-mappings/realm",
        "DELETE, CLIENT_ROLE_MAPPING, groups/g1/role-mappings/clients/c1",
        "DELETE, REALM_ROLE, roles/agent",
        "DELETE, REALM_ROLE, roles-by-id/4711",
        "CREATE, REALM_ROLE, roles/agent/composites",
        "DELETE, REALM_ROLE, roles-by-id/4711/composites",
        "UPDATE, REALM_ROLE, roles-by-id/4711",
        "DELETE, CLIENT_ROLE, clients/c1/roles/agent",
        "DELETE, GROUP, groups/g1",
        "UPDATE, GROUP, groups",
        "UPDATE, GROUP, groups/g1/children",
        "UPDATE, REALM, groups/g1",
        "UPDATE, REALM, realms/r1",
        "UPDATE, REALM, clients/c1",
        "ACTION, REALM, logout-all"
    })
    void changesThatConcernUnknownUsersRefuseEverybodysOlderTokens(String operation, String resource, String path) {
        assertThat(map(admin(operation, resource, path)))
                .containsExactly(new TokensRevokedBefore("e1", AT, EVERYONE, NEXT_SECOND));
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE, REALM_ROLE, roles/agent",
        "UPDATE, REALM_ROLE, roles/agent",
        "CREATE, GROUP, groups/g1",
        "UPDATE, GROUP, groups/g1",
        "ACTION, REALM, push-revocation",
        "UPDATE, REALM, ''",
        "UPDATE, REALM, events/config",
        "CREATE, REALM, clients/c1",
        "ACTION, USER, users/ada/send-verify-email",
        "ACTION, USER, users/ada/execute-actions-email",
        "ACTION, USER, users",
        "UPDATE, COMPONENT, components/k1",
        "DELETE, USER_LOGIN_FAILURE, attack-detection/brute-force/users/ada",
        "CREATE, REALM_ROLE_MAPPING, users",
        "DELETE, USER_SESSION, sessions"
    })
    void adminEventsThatChangeNoTokenSayNothing(String operation, String resource, String path) {
        assertThat(map(admin(operation, resource, path).fact("name", "agent"))).isEmpty();
    }

    @Test
    void renamedRoleRefusesEverybodysOlderTokens() {
        assertThat(map(admin("UPDATE", "REALM_ROLE", "roles/agent").fact("name", "helper")))
                .containsExactly(new TokensRevokedBefore("e1", AT, EVERYONE, NEXT_SECOND));
    }

    @Test
    void notBeforeOfTheRealmConcernsEveryone() {
        assertThat(map(admin("UPDATE", "REALM", "").fact("enabled", "true").fact("notBefore", "1795428000")))
                .containsExactly(new TokensRevokedBefore("e1", AT, EVERYONE, Instant.ofEpochSecond(1795428000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "soon", "", "99999999999"})
    void notBeforeThatIsNoneSaysNothing(String notBefore) {
        assertThat(map(admin("UPDATE", "REALM", "").fact("notBefore", notBefore)))
                .isEmpty();
    }

    @Test
    void disabledRealmRefusesEverybody() {
        assertThat(map(admin("UPDATE", "REALM", "").fact("enabled", "false")))
                .containsExactly(new TokensRevokedBefore("e1", AT, EVERYONE, NEXT_SECOND));
    }

    @Test
    void notBeforeOfAClientConcernsItsTokens() {
        assertThat(map(admin("UPDATE", "CLIENT", "clients/c1")
                        .fact("clientId", "portal")
                        .fact("notBefore", "1795428000")))
                .containsExactly(new TokensRevokedBefore(
                        "e1", AT, new TokenScope.OfClient("portal"), Instant.ofEpochSecond(1795428000)));
    }

    @ParameterizedTest
    @CsvSource({"UPDATE, false", "DELETE, ''"})
    void disabledOrDeletedClientKeepsNoToken(String operation, String enabled) {
        assertThat(map(admin(operation, "CLIENT", "clients/c1")
                        .fact("clientId", "portal")
                        .fact("enabled", enabled)))
                .containsExactly(new TokensRevokedBefore("e1", AT, new TokenScope.OfClient("portal"), NEXT_SECOND));
    }

    @Test
    void sourceIdIsKeycloaksId() {
        assertThat(map(admin("DELETE", "USER", "users/ada")))
                .extracting(IdentityEvent::sourceId)
                .containsExactly("e1", "e1");
    }

    private List<IdentityEvent> map(TestKeycloakEvents event) {
        KeycloakEvent keycloakEvent = event.build();
        List<IdentityEvent> events = mapping.map(keycloakEvent, LiveSessions.UNKNOWN);
        boolean listed = keycloakEvent.kind() == KeycloakEvent.Kind.USER
                ? IdentityEventMapping.USER_EVENT_TYPES.contains(keycloakEvent.type())
                : IdentityEventMapping.ADMIN_RESOURCE_TYPES.contains(String.valueOf(keycloakEvent.resourceType()));
        assertThat(listed || events.isEmpty())
                .as("whoever reads stored events knows to look for " + keycloakEvent)
                .isTrue();
        return events;
    }

    private static List<IdentityEvent> purged() {
        return List.of(
                new TokensRevokedBefore("e1", AT, ADA, NEXT_SECOND),
                new AccountChanged("e1#1", AT, AccountChange.PURGED, "ada"));
    }
}
