package dev.helpdesk.keycloak.events;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

/** A real Redis with a password, and the few things a test asks of it. */
final class TestRedis implements AutoCloseable {

    static final String PASSWORD = "p@ss+word/1";

    private final int port = freePort();
    private @Nullable RedisServer server;

    /** An entry as it is in the stream. */
    record Entry(String id, Map<String, String> fields) {}

    TestRedis start() throws IOException {
        server = RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("requirepass " + PASSWORD)
                .setting("save \"\"")
                .build();
        server.start();
        return this;
    }

    void stop() throws IOException {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }

    String url() {
        return "redis://:p%40ss+word%2F1@127.0.0.1:" + port + "/0";
    }

    RedisAddress address() {
        return RedisAddress.parse(url());
    }

    /** The entries behind an id; waits for the first a little. */
    List<Entry> entriesAfter(String id) throws IOException {
        Object answer = ask("XREAD", "COUNT", "1000", "BLOCK", "2000", "STREAMS", "helpdesk:identity-events", id);
        List<Entry> entries = new ArrayList<>();
        if (answer instanceof List<?> streams && streams.getFirst() instanceof List<?> stream) {
            for (Object entry : (List<?>) stream.get(1)) {
                entries.add(entry((List<?>) entry));
            }
        }
        return entries;
    }

    /** What Redis answers to a command: text, or a list of answers, or null. */
    @Nullable Object ask(String... command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            send(socket, "AUTH", PASSWORD);
            answer(in);
            send(socket, command);
            return answer(in);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Entry entry(List<?> entry) {
        List<?> parts = (List<?>) entry.get(1);
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i += 2) {
            fields.put(parts.get(i).toString(), parts.get(i + 1).toString());
        }
        return new Entry(entry.get(0).toString(), fields);
    }

    private static void send(Socket socket, String... command) throws IOException {
        StringBuilder text = new StringBuilder("*" + command.length + "\r\n");
        for (String part : command) {
            text.append('$').append(part.length()).append("\r\n").append(part).append("\r\n");
        }
        socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static @Nullable Object answer(DataInputStream in) throws IOException {
        char kind = (char) in.read();
        String rest = line(in);
        if (kind == '$' || kind == '*') {
            int length = Integer.parseInt(rest);
            return length < 0 ? null : kind == '$' ? text(in, length) : list(in, length);
        }
        return rest;
    }

    private static String text(DataInputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        in.skipNBytes(2);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<@Nullable Object> list(DataInputStream in, int length) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            list.add(answer(in));
        }
        return list;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
