package dev.helpdesk.keycloak.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;

class IdentityEventListenerTests {

    /** Keycloak in a state in which whatever is asked of it fails. */
    private static final KeycloakSession BROKEN = (KeycloakSession) Proxy.newProxyInstance(
            KeycloakSession.class.getClassLoader(),
            new Class<?>[] {KeycloakSession.class},
            (proxy, method, arguments) -> {
                throw new IllegalStateException(method.getName());
            });

    private final Forwarder forwarder = Forwarder.start(new RecordingStream(), 10);
    private final IdentityEventListener listener = new IdentityEventListener(
            BROKEN, ListenerSettings.read(key -> null, Map.of("HELPDESK_REDIS_URL", "redis://localhost")), forwarder);

    @AfterEach
    void close() {
        forwarder.close();
    }

    @Test
    void swallowsAndCountsWhateverGoesWrong() {
        listener.onEvent(logout("helpdesk"));

        assertThat(forwarder.state()).containsEntry("failures", "1");
    }

    @Test
    void leavesOtherRealmsAlone() {
        listener.onEvent(logout("master"));

        assertThat(forwarder.state()).containsEntry("failures", "0");
    }

    @Test
    void asksNothingOfKeycloakForAnEventThatSaysNothing() {
        Event login = logout("helpdesk");
        login.setType(EventType.LOGIN);
        listener.onEvent(login);

        assertThat(forwarder.state()).containsEntry("failures", "0");
    }

    private static Event logout(String realm) {
        Event event = new Event();
        event.setId("e1");
        event.setType(EventType.LOGOUT);
        event.setRealmName(realm);
        event.setSessionId("s1");
        return event;
    }
}
