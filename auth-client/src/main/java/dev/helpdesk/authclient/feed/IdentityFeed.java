package dev.helpdesk.authclient.feed;

import dev.helpdesk.authclient.IdentityEventListener;
import dev.helpdesk.authclient.ServiceAccount;
import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.Revocations;
import dev.helpdesk.token.TokenPolicy;
import dev.helpdesk.token.event.RevocationIndex;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * The auth service's feed of identity events, followed from start to stop: knows which tokens were revoked without asking, and how
 * current that knowledge is.
 */
public final class IdentityFeed implements SmartLifecycle {

    /** Tokens are accepted for 30 s after they expired, as clocks differ; twice that is on the safe side. */
    private static final Duration REMEMBERED = TokenPolicy.LONGEST_LIFE.plusSeconds(60);

    private final Settings settings;
    private final ServiceAccount account;
    private final RevocationIndex index = new RevocationIndex(REMEMBERED);
    private final Freshness freshness;
    private final Listeners listeners;
    private final FeedMeters meters;
    private final FollowedLog log;
    private final List<Runnable> keyListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<URI>> connectionListeners = new CopyOnWriteArrayList<>();
    private @Nullable FeedThread thread;

    /** How current the knowledge is. */
    public enum State {
        /** The feed has not caught up with the log since the start. */
        NEVER,
        /** It knows of everything that happened, up to some seconds ago. */
        FRESH,
        /** It has not heard from the auth service for too long, or the auth service itself may have missed something. */
        STALE
    }

    /**
     * Where and how the feed is followed.
     *
     * @param addresses base addresses of the auth service; one that works is used
     * @param connectTimeout how long a connection may take
     * @param silence after how long without a sign of life knowledge is stale, and the connection given up
     */
    public record Settings(List<URI> addresses, Duration connectTimeout, Duration silence) {

        /** With the facade's own 3 s this stays below the 10 s after which a revoked token must be refused whatever fails. */
        public static final Duration SILENCE = Duration.ofSeconds(6);

        public Settings {
            addresses = List.copyOf(addresses);
        }
    }

    public IdentityFeed(
            Settings settings, ServiceAccount account, List<IdentityEventListener> listeners, MeterRegistry meters) {
        this.settings = settings;
        this.account = account;
        this.freshness = new Freshness(settings.silence(), System::nanoTime);
        this.listeners = new Listeners(listeners);
        this.meters = new FeedMeters(meters, freshness, index, this.listeners);
        this.log = new FollowedLog(index, freshness, this.listeners, System::nanoTime, this::tellOfKeys);
    }

    /** How current the knowledge is now. */
    public State state() {
        if (!freshness.everReady()) {
            return State.NEVER;
        }
        return freshness.isFresh() ? State.FRESH : State.STALE;
    }

    /** Knows which tokens were revoked; what was not revoked is live only while the knowledge is fresh. */
    public Revocations revocations() {
        return token -> answer(token, freshness.isFresh());
    }

    /** The same, content with knowledge that was fresh until some time ago. */
    public Revocations revocationsWithin(Duration grace) {
        return token -> answer(token, freshness.isWithin(grace));
    }

    /** Runs this whenever the auth service accepts tokens by other keys than before. */
    public void whenKeysChange(Runnable action) {
        keyListeners.add(action);
    }

    /** Tells this of each connection that is made, with its address. */
    public void whenConnected(Consumer<URI> action) {
        connectionListeners.add(action);
    }

    /** Whether it is known was asked first: what became known after the look at the index was not known at the look. */
    private Revocations.Answer answer(AccessToken token, boolean known) {
        if (index.isRevoked(token)) {
            return Revocations.Answer.REVOKED;
        }
        return known ? Revocations.Answer.LIVE : Revocations.Answer.UNKNOWN;
    }

    private void tellOfKeys() {
        keyListeners.forEach(Runnable::run);
    }

    private void tellOfConnection(URI address) {
        connectionListeners.forEach(listener -> listener.accept(address));
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            listeners.start();
            thread = new FeedThread(
                    new FeedSource(settings.connectTimeout(), settings.silence(), account),
                    settings.addresses(),
                    log,
                    meters,
                    this::tellOfConnection);
            thread.start();
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.stop();
            listeners.stop();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    /** Starts before the web server takes requests and stops when it has answered the last. */
    @Override
    public int getPhase() {
        return 0;
    }
}
