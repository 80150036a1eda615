package dev.helpdesk.keycloak.events;

import dev.helpdesk.token.event.IdentityEvent;
import dev.helpdesk.token.event.IdentityEventMapping;
import dev.helpdesk.token.event.KeycloakEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Hears the events of one Keycloak session; tells of them once their transaction has been committed. */
final class IdentityEventListener implements EventListenerProvider {

    private static final Logger LOG = Logger.getLogger(IdentityEventListener.class);

    private final KeycloakSession session;
    private final ListenerSettings settings;
    private final Forwarder forwarder;
    private final NewPasswords passwords;

    IdentityEventListener(KeycloakSession session, ListenerSettings settings, Forwarder forwarder) {
        this.session = session;
        this.settings = settings;
        this.forwarder = forwarder;
        this.passwords = new NewPasswords(session, settings.realm(), Time.currentTimeMillis());
    }

    @Override
    public void onEvent(Event event) {
        if (settings.realm().equals(event.getRealmName())) {
            guarded(() -> hear(KeycloakEvents.of(event)));
        }
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        if (settings.realm().equals(event.getRealmName())) {
            guarded(() -> hear(KeycloakEvents.of(event, passwords)));
        }
    }

    /** Looks like the deletion by an admin; if it is one, Keycloak's own event for it follows and takes its place. */
    void onUserRemoved(RealmModel realm, String userId) {
        if (settings.realm().equals(realm.getName())) {
            guarded(() -> hear(new KeycloakEvent(
                    "removed-" + userId,
                    realm.getName(),
                    Instant.now(),
                    KeycloakEvent.Kind.ADMIN,
                    "DELETE",
                    "USER",
                    "users/" + userId,
                    null,
                    null,
                    null,
                    Map.of(),
                    Map.of())));
        }
    }

    @Override
    public void close() {}

    private void hear(KeycloakEvent event) {
        List<IdentityEvent> events = new IdentityEventMapping(settings.longestTokenLife())
                .map(event, new KeycloakSessions(session, settings.realm()));
        if (!events.isEmpty()) {
            CommittedEvents.of(session, forwarder).addAll(events);
        }
    }

    /** Whatever goes wrong here is no reason for Keycloak to fail: the event store holds the event as well. */
    private void guarded(Runnable hearing) {
        try {
            hearing.run();
        } catch (RuntimeException failure) {
            forwarder.missed();
            LOG.errorf("An event was not understood: %s", failure.getClass().getName());
        }
    }
}
