package dev.helpdesk.auth.keycloak;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.AdminEventRepresentation;

/** {@link KeycloakFigures} over the admin API: counts where it has them, stored events and role members page by page where not. */
class AdminKeycloakFigures implements KeycloakFigures {

    private static final int PAGE = 1000;

    private final AdminApi admin;

    AdminKeycloakFigures(AdminApi admin) {
        this.admin = admin;
    }

    /** One page of something, from that row on; its size. */
    @FunctionalInterface
    private interface Page {
        int sizeAt(RealmResource realm, int first);
    }

    @Override
    public UserCount users() {
        long total = admin.call(realm -> realm.users().count());
        long disabled = admin.call(realm -> realm.users().count(null, null, null, null, null, null, false, null));
        long verified = admin.call(realm -> realm.users().countEmailVerified(true));
        Map<String, Long> byRole = new TreeMap<>();
        // Every user holds it by the realm's default role, where Keycloak cannot count it.
        byRole.put("user", total);
        byRole.put("agent", holders("agent"));
        byRole.put("admin", holders("admin"));
        return new UserCount(total, total - disabled, disabled, verified, byRole);
    }

    private long holders(String role) {
        return count((realm, first) ->
                realm.roles().get(role).getUserMembers(true, first, PAGE).size());
    }

    @Override
    public long activeSessions() {
        return admin.call(RealmResource::getClientSessionStats).stream()
                .mapToLong(client -> Long.parseLong(client.getOrDefault("active", "0")))
                .sum();
    }

    @Override
    public LoginCount loginsSince(Instant from) {
        return new LoginCount(events("LOGIN", from), events("LOGIN_ERROR", from));
    }

    @Override
    public long registrationsSince(Instant from) {
        return events("REGISTER", from) + usersCreatedSince(from);
    }

    private long events(String type, Instant from) {
        return count((realm, first) -> realm.getEvents(
                        List.of(type), null, null, from.toEpochMilli(), Long.MAX_VALUE, null, first, PAGE, null)
                .size());
    }

    private long usersCreatedSince(Instant from) {
        return count((realm, first) -> createdUsers(realm, from, first).size());
    }

    private static List<AdminEventRepresentation> createdUsers(RealmResource realm, Instant from, int first) {
        @Nullable String any = null;
        return realm.getAdminEvents(
                List.of("CREATE"),
                any,
                any,
                any,
                any,
                any,
                List.of("USER"),
                from.toEpochMilli(),
                Long.MAX_VALUE,
                first,
                PAGE,
                any);
    }

    private long count(Page page) {
        long counted = 0;
        int size;
        do {
            int first = Math.toIntExact(counted);
            size = admin.call(realm -> page.sizeAt(realm, first));
            counted += size;
        } while (size == PAGE);
        return counted;
    }
}
