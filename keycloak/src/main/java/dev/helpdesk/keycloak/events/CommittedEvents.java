package dev.helpdesk.keycloak.events;

import dev.helpdesk.token.event.IdentityEvent;
import dev.helpdesk.token.event.IdentityEvent.TokensRevokedBefore;
import dev.helpdesk.token.event.StreamForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;

/** What one Keycloak transaction has to tell: handed over when it was committed, forgotten when it was not. */
final class CommittedEvents extends AbstractKeycloakTransaction {

    private static final String ATTRIBUTE = CommittedEvents.class.getName();

    private final Forwarder forwarder;
    /** By what an event says, its id and times aside: said twice in one transaction, it is told once. */
    private final Map<Map<String, String>, IdentityEvent> events = new LinkedHashMap<>();

    CommittedEvents(Forwarder forwarder) {
        this.forwarder = forwarder;
    }

    /** The one of a session: Keycloak makes several listeners for one session. */
    static CommittedEvents of(KeycloakSession session, Forwarder forwarder) {
        @Nullable CommittedEvents known = session.getAttribute(ATTRIBUTE, CommittedEvents.class);
        if (known != null) {
            return known;
        }
        CommittedEvents committed = new CommittedEvents(forwarder);
        if (session.getTransactionManager().isActive()) {
            enlist(session, committed);
        }
        return committed;
    }

    /**
     * After-completion work runs in the order of enlisting. Getting the user and session stores first lets them
     * enlist first, so that who hears an event and asks this node does not get the cached state of before.
     */
    private static void enlist(KeycloakSession session, CommittedEvents committed) {
        session.users();
        session.sessions();
        session.getTransactionManager().enlistAfterCompletion(committed);
        session.setAttribute(ATTRIBUTE, committed);
    }

    void addAll(List<IdentityEvent> additional) {
        for (IdentityEvent event : additional) {
            events.merge(saying(event), event, CommittedEvents::stronger);
        }
        if (!isActive()) {
            // Nothing to wait for: the change is committed already.
            commitImpl();
        }
    }

    private static Map<String, String> saying(IdentityEvent event) {
        Map<String, String> saying = StreamForm.write(event);
        saying.keySet().removeAll(Set.of("id", "at", "before"));
        return saying;
    }

    /** Of two bounds the later one, which covers the other; else the event that Keycloak told of last. */
    private static IdentityEvent stronger(IdentityEvent former, IdentityEvent latter) {
        return former instanceof TokensRevokedBefore first
                        && latter instanceof TokensRevokedBefore second
                        && first.before().isAfter(second.before())
                ? former
                : latter;
    }

    @Override
    protected void commitImpl() {
        forwarder.forward(List.copyOf(events.values()));
        events.clear();
    }

    @Override
    protected void rollbackImpl() {
        events.clear();
    }
}
