package dev.helpdesk.user.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import redis.embedded.RedisServer;

/** A real Redis on a free port, which can be stopped and started again empty, or hang. */
public final class TestRedis implements AutoCloseable {

    private static final String PROCESS_ID = "process_id:";

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

    /** Lets it take connections and commands and answer none, while something is done. */
    public void whileHung(Runnable action) {
        String process = process();
        signal("-STOP", process);
        try {
            action.run();
        } finally {
            signal("-CONT", process);
        }
    }

    private String process() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.getOutputStream().write("INFO server\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            return answer.lines()
                    .filter(line -> line.startsWith(PROCESS_ID))
                    .findFirst()
                    .orElseThrow()
                    .substring(PROCESS_ID.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(String signal, String process) {
        try {
            new ProcessBuilder("kill", signal, process).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
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
