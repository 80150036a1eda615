package dev.helpdesk.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Speaks just enough of Redis' protocol for tests. */
final class RedisConnection implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader in;

    RedisConnection(int port, String password) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        call("AUTH " + password);
    }

    /** The status line, or the value of a bulk answer. */
    String call(String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        String answer = Objects.requireNonNull(in.readLine());
        return answer.startsWith("$") ? Objects.requireNonNull(in.readLine()) : answer;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
