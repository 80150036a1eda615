package dev.helpdesk.systemtests.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** Speaks as much of Redis' protocol as it takes to write into a stream, also many commands at a time. */
public final class RedisWire implements AutoCloseable {

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;

    /** Connects to a Redis on this machine. */
    public RedisWire(int port, String password) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
        in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        call("AUTH", password);
    }

    /** Sends a command and returns its answer: a status, a number or a text, without its mark. */
    public String call(String... command) throws IOException {
        queue(command);
        return answer();
    }

    /** Queues a command; {@link #answer} sends what is queued and reads one answer. */
    public void queue(String... command) throws IOException {
        write("*" + command.length);
        for (String word : command) {
            write("$" + word.getBytes(UTF_8).length);
            write(word);
        }
    }

    /** The next answer; the first call after queueing sends everything. */
    public String answer() throws IOException {
        out.flush();
        String line = line();
        return switch (line.charAt(0)) {
            case '+', ':' -> line.substring(1);
            case '$' -> bulk(Integer.parseInt(line.substring(1)));
            default -> throw new IOException("Redis answered " + line);
        };
    }

    private String bulk(int length) throws IOException {
        if (length < 0) {
            return "";
        }
        String text = new String(in.readNBytes(length), UTF_8);
        line();
        return text;
    }

    private void write(String line) throws IOException {
        out.write((line + "\r\n").getBytes(UTF_8));
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("Redis closed the connection");
            }
            line.write(next);
        }
        return line.toString(UTF_8).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
