package dev.helpdesk.service.health;

import dev.helpdesk.service.guard.GuardedServer;

/** The service's Redis. */
record RedisDependency(GuardedServer redis, boolean essential) implements Dependency {

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public void check() {
        redis.check();
    }
}
