package dev.helpdesk.keycloak.events;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/** Keycloak's door to the listener {@value #ID}: list that id among the realm's event listeners to switch it on. */
public final class IdentityEventListenerFactory
        implements EventListenerProviderFactory, ServerInfoAwareProviderFactory {

    /** The id by which realms list the listener. */
    public static final String ID = "helpdesk-identity-events";

    private static final Logger LOG = Logger.getLogger(IdentityEventListenerFactory.class);

    private @Nullable ListenerSettings settings;
    private @Nullable Forwarder forwarder;

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {
        try {
            settings = ListenerSettings.read(config::get, System.getenv());
        } catch (IllegalArgumentException refused) {
            LOG.warnf("%s forwards nothing: %s", ID, refused.getMessage());
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        if (settings == null) {
            return;
        }
        forwarder = Forwarder.start(settings);
        factory.register(this::onProviderEvent);
        LOG.infof("%s %s forwards events of realm %s", ID, version(), settings.realm());
    }

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        if (forwarder == null || settings == null) {
            return SilentListener.INSTANCE;
        }
        return new IdentityEventListener(session, settings, forwarder);
    }

    /** Users also go without a user or admin event: federation that no longer knows them, workflows. */
    private void onProviderEvent(ProviderEvent event) {
        if (event instanceof UserModel.UserRemovedEvent removed
                && create(removed.getKeycloakSession()) instanceof IdentityEventListener listener
                && removed.getRealm().getEventsListenersStream().anyMatch(ID::equals)) {
            listener.onUserRemoved(removed.getRealm(), removed.getUser().getId());
        }
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        Map<String, String> info = new LinkedHashMap<>();
        info.put("version", version());
        if (forwarder == null) {
            info.put("state", "off: no usable Redis address");
        } else {
            info.putAll(forwarder.state());
        }
        return info;
    }

    @Override
    public void close() {
        if (forwarder != null) {
            forwarder.close();
        }
    }

    private static String version() {
        return Objects.requireNonNullElse(
                IdentityEventListenerFactory.class.getPackage().getImplementationVersion(), "unknown");
    }
}
