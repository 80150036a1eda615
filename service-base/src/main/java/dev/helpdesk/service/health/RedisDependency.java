package dev.helpdesk.service.health;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** The service's Redis. */
record RedisDependency(RedisConnectionFactory connections, boolean essential) implements Dependency {

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public void check() {
        try (RedisConnection connection = connections.getConnection()) {
            connection.ping();
        }
    }
}
