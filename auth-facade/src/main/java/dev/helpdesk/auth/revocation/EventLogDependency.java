package dev.helpdesk.auth.revocation;

import dev.helpdesk.service.health.Dependency;
import org.springframework.stereotype.Component;

/** The log of identity events is whole and followed, and Redis will keep it. Without it Keycloak is asked about every token. */
@Component
class EventLogDependency implements Dependency {

    private final IdentityLog log;
    private final EvictionCheck eviction;

    EventLogDependency(IdentityLog log, EvictionCheck eviction) {
        this.log = log;
        this.eviction = eviction;
    }

    @Override
    public String name() {
        return "event-log";
    }

    @Override
    public boolean essential() {
        return false;
    }

    @Override
    public void check() {
        if (!log.isWhole()) {
            throw new IllegalStateException("identity events may be missing");
        }
        if (eviction.evicts()) {
            throw new IllegalStateException("Redis may throw identity events away");
        }
    }
}
