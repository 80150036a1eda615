package dev.helpdesk.token.event;

import java.time.Instant;
import java.util.Set;

/** What admin events mean: somebody changed users, roles, clients or the realm through the console or the API. */
final class AdminEventMapping {

    private static final Set<String> CREDENTIAL_CHANGES = Set.of("reset-password", "credentials", "consents");

    /** A partial import speaks of the realm, with the path of what it made anew; {@code realms} are realm roles. */
    private static final Set<String> REPLACED_BY_IMPORT = Set.of("groups", "realms", "clients");

    private final KeycloakEvent event;
    private final Consequences consequences;
    private final String[] path;

    AdminEventMapping(KeycloakEvent event, Consequences consequences) {
        this.event = event;
        this.consequences = consequences;
        this.path = event.resourcePath().split("/");
    }

    void map() {
        String resourceType = event.resourceType();
        if (resourceType == null) {
            return;
        }
        switch (resourceType) {
            case "USER" -> user();
            case "USER_SESSION" -> session();
            case "GROUP_MEMBERSHIP" -> rolesOfUserChanged();
            case "REALM_ROLE_MAPPING", "CLIENT_ROLE_MAPPING" -> roleMapping();
            case "REALM_ROLE", "CLIENT_ROLE" -> role();
            case "GROUP" -> group();
            case "CLIENT" -> client();
            case "REALM" -> realm();
            default -> {}
        }
    }

    private void user() {
        if (path.length < 2 || !path[0].equals("users")) {
            return;
        }
        if (path.length > 2) {
            partOfUser(path[1], path[2]);
            return;
        }
        switch (event.type()) {
            case "CREATE" -> consequences.account(AccountChange.CREATED, path[1]);
            case "UPDATE" -> saved(path[1]);
            case "DELETE" -> removed(path[1]);
            default -> {}
        }
    }

    private void saved(String userId) {
        boolean disabled = is("enabled", "false");
        if (disabled || event.facts().containsKey("credentials")) {
            consequences.userRevokedUntilNow(userId, null);
        }
        consequences.account(disabled ? AccountChange.DISABLED : AccountChange.UPDATED, userId);
        if (is("enabled", "true")) {
            consequences.account(AccountChange.ENABLED, userId);
        }
    }

    private void removed(String userId) {
        consequences.revokedUntilNow(new TokenScope.OfUser(userId));
        consequences.account(AccountChange.PURGED, userId);
    }

    private void partOfUser(String userId, String part) {
        if (part.equals("logout")) {
            consequences.userSignedOut(userId);
        } else if (CREDENTIAL_CHANGES.contains(part)) {
            consequences.userRevokedUntilNow(userId, null);
            consequences.account(AccountChange.UPDATED, userId);
        }
    }

    private void session() {
        if (!event.type().equals("DELETE") || path.length != 2 || !path[0].equals("sessions")) {
            return;
        }
        if (is("offline", "true")) {
            // The online session of the same id, if there is one, lives on.
            consequences.revokedUntilNow(new TokenScope.OfSession(path[1]));
        } else {
            consequences.sessionRevoked(path[1]);
        }
    }

    private void roleMapping() {
        if (path[0].equals("users")) {
            rolesOfUserChanged();
        } else if (path[0].equals("groups")) {
            rolesOfMany();
        }
    }

    private void rolesOfUserChanged() {
        if (path.length > 2 && path[0].equals("users")) {
            consequences.userRevokedUntilNow(path[1], null);
            consequences.account(AccountChange.UPDATED, path[1]);
        }
    }

    /** Roles count by name in a token: a role that went, was renamed or changed its parts concerns whoever has it. */
    private void role() {
        boolean parts = event.resourcePath().endsWith("/composites");
        boolean renamed = event.type().equals("UPDATE") && !is("name", path[path.length - 1]);
        if (parts || renamed || event.type().equals("DELETE")) {
            rolesOfMany();
        }
    }

    /** An update anywhere but on the group itself is a move: members then inherit other roles. */
    private void group() {
        boolean moved = event.type().equals("UPDATE") && path.length != 2;
        if (moved || event.type().equals("DELETE")) {
            rolesOfMany();
        }
    }

    /** Keycloak does not say who is concerned, so everybody gets a new access token; the sessions go on. */
    private void rolesOfMany() {
        consequences.revokedUntilNow(new TokenScope.OfEveryone());
    }

    private void client() {
        String clientId = event.facts().get("clientId");
        if (clientId == null || path.length != 2) {
            return;
        }
        cutOff(new TokenScope.OfClient(clientId), event.type().equals("DELETE"));
    }

    private void realm() {
        boolean update = event.type().equals("UPDATE");
        switch (path[0]) {
            case "" -> {
                if (update) {
                    cutOff(new TokenScope.OfEveryone(), false);
                }
            }
            case "logout-all" -> consequences.revokedUntilNow(new TokenScope.OfEveryone());
            case "users" -> user();
            default -> {
                if (update && REPLACED_BY_IMPORT.contains(path[0])) {
                    rolesOfMany();
                }
            }
        }
    }

    /** Saving a client or realm repeats its not-before each time; repeating it in the log does no harm. */
    private void cutOff(TokenScope scope, boolean gone) {
        if (gone || is("enabled", "false")) {
            consequences.revokedUntilNow(scope);
            return;
        }
        long notBefore = notBefore();
        if (notBefore > 0) {
            consequences.revokedBefore(scope, Instant.ofEpochSecond(notBefore));
        }
    }

    private long notBefore() {
        String text = event.facts().getOrDefault("notBefore", "");
        return text.matches("[0-9]{1,10}") ? Long.parseLong(text) : 0;
    }

    private boolean is(String fact, String value) {
        return value.equals(event.facts().get(fact));
    }
}
