package dev.helpdesk.auth.keycloak;

import dev.helpdesk.token.event.IdentityEventMapping;
import dev.helpdesk.token.event.KeycloakEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmEventsConfigRepresentation;
import org.keycloak.representations.idm.UserSessionRepresentation;

/** {@link KeycloakHistory} over the admin API. */
class AdminKeycloakHistory implements KeycloakHistory {

    private static final int PAGE = 500;
    private static final String OLDEST_FIRST = "asc";
    private static final List<String> USER_EVENTS = List.copyOf(IdentityEventMapping.USER_EVENT_TYPES);
    private static final List<String> ADMIN_RESOURCES = List.copyOf(IdentityEventMapping.ADMIN_RESOURCE_TYPES);

    private final AdminApi admin;
    private final StoredEvents events;

    AdminKeycloakHistory(AdminApi admin, StoredEvents events) {
        this.admin = admin;
        this.events = events;
    }

    /** Some events from that millisecond on. */
    @FunctionalInterface
    private interface Page {
        List<KeycloakEvent> from(long millis, int size);
    }

    @Override
    public void read(Instant from, Consumer<List<KeycloakEvent>> pages) {
        read(this::userEvents, from, pages);
        read(this::adminEvents, from, pages);
    }

    /**
     * Goes on at the time of the last one and not at its number: events of transactions that commit meanwhile move the numbers. A page
     * that ends in the millisecond in which it began is read again with room for more.
     */
    private static void read(Page source, Instant from, Consumer<List<KeycloakEvent>> pages) {
        long millis = from.toEpochMilli();
        int size = PAGE;
        List<KeycloakEvent> page;
        do {
            page = source.from(millis, size);
            pages.accept(page);
            long last = page.isEmpty() ? millis : page.getLast().at().toEpochMilli();
            boolean full = page.size() == size;
            size = !full ? 0 : last > millis ? PAGE : 2 * size;
            millis = last;
        } while (size > 0);
    }

    private List<KeycloakEvent> userEvents(long from, int size) {
        return admin
                .call(realm ->
                        realm.getEvents(USER_EVENTS, null, null, from, Long.MAX_VALUE, null, 0, size, OLDEST_FIRST))
                .stream()
                .map(events::of)
                .toList();
    }

    private List<KeycloakEvent> adminEvents(long from, int size) {
        @Nullable String any = null;
        return admin
                .call(realm -> realm.getAdminEvents(
                        null, any, any, any, any, any, ADMIN_RESOURCES, from, Long.MAX_VALUE, 0, size, OLDEST_FIRST))
                .stream()
                .map(events::of)
                .toList();
    }

    @Override
    public List<String> shortcomings(Duration kept) {
        RealmEventsConfigRepresentation config = admin.call(RealmResource::getRealmEventsConfig);
        List<String> found = new ArrayList<>();
        if (!config.isEventsEnabled() || !config.getEnabledEventTypes().containsAll(USER_EVENTS)) {
            found.add("not all user events are saved: save " + String.join(", ", new TreeSet<>(USER_EVENTS)));
        }
        if (!Boolean.TRUE.equals(config.isAdminEventsEnabled())
                || !Boolean.TRUE.equals(config.isAdminEventsDetailsEnabled())) {
            found.add("admin events are not saved with their representation");
        }
        if (isShorter(config.getEventsExpiration(), kept)) {
            found.add("user events are kept for less than " + kept);
        }
        return found;
    }

    private static boolean isShorter(@Nullable Long seconds, Duration needed) {
        return seconds != null && seconds > 0 && seconds < needed.toSeconds();
    }

    @Override
    public Optional<Instant> passwordSetAt(String userId) {
        return admin.find(realm -> realm.users().get(userId).credentials()).orElseGet(List::of).stream()
                .filter(credential -> CredentialRepresentation.PASSWORD.equals(credential.getType()))
                .flatMap(credential -> Optional.ofNullable(credential.getCreatedDate()).stream())
                .map(Instant::ofEpochMilli)
                .max(Instant::compareTo);
    }

    @Override
    public List<String> sessionsBegunBefore(String userId, Instant instant) {
        Instant second = instant.truncatedTo(ChronoUnit.SECONDS);
        List<String> begun = new ArrayList<>();
        for (UserSessionRepresentation session :
                admin.find(realm -> realm.users().get(userId).getUserSessions()).orElseGet(List::of)) {
            Instant start = Instant.ofEpochMilli(session.getStart());
            if (start.isBefore(second) || (start.equals(second) && !beganAfter(session, instant))) {
                begun.add(session.getId());
            }
        }
        return begun;
    }

    /** A session's start is told in whole seconds; when exactly it was, the event of its login says. */
    private boolean beganAfter(UserSessionRepresentation session, Instant instant) {
        List<Instant> logins = admin
                .call(realm -> realm.getEvents(
                        List.of("LOGIN"),
                        null,
                        session.getUserId(),
                        session.getStart(),
                        session.getStart() + 999,
                        null,
                        0,
                        PAGE,
                        OLDEST_FIRST))
                .stream()
                .filter(login -> session.getId().equals(login.getSessionId()))
                .map(login -> Instant.ofEpochMilli(login.getTime()))
                .toList();
        return !logins.isEmpty() && logins.getFirst().isAfter(instant);
    }
}
