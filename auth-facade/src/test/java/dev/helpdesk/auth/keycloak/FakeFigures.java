package dev.helpdesk.auth.keycloak;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Figures that are always the same, and how often they were asked for. */
public final class FakeFigures implements KeycloakFigures {

    private final AtomicInteger counts = new AtomicInteger();
    private volatile Runnable meanwhile = () -> {};

    /** How often the users were counted. */
    public int counts() {
        return counts.get();
    }

    /** Does this while the users are being counted. */
    public void meanwhile(Runnable work) {
        meanwhile = work;
    }

    @Override
    public UserCount users() {
        counts.incrementAndGet();
        meanwhile.run();
        return new UserCount(10, 9, 1, 4, Map.of("admin", 1L, "agent", 2L, "user", 10L));
    }

    @Override
    public long activeSessions() {
        return 7;
    }

    @Override
    public LoginCount loginsSince(Instant from) {
        return new LoginCount(20, 3);
    }

    @Override
    public long registrationsSince(Instant from) {
        return from.isBefore(Instant.now().minus(Duration.ofDays(2))) ? 6 : 5;
    }
}
