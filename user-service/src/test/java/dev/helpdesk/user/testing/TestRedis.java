package dev.helpdesk.user.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** A real Redis on a free port, which can be stopped and started again empty. */
public final class TestRedis implements AutoCloseable {

    private final int port;
    private RedisServer server;

    private TestRedis(int port) {
        this.port = port;
        this.server = started(port);
    }

    /** Starts one. */
    public static TestRedis start() {
        return new TestRedis(freePort());
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its address, as {@code REDIS_URL} wants it. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Refuses connections until {@link #up}. */
    public void down() {
        close();
    }

    /** Serves again at the same address. */
    public void up() {
        server = started(port);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RedisServer started(int port) {
        try {
            RedisServer server = RedisServer.newRedisServer()
                    .port(port)
                    .setting("bind 127.0.0.1")
                    .setting("save \"\"")
                    .build();
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
