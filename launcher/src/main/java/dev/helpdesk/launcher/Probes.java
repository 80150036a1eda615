package dev.helpdesk.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The probes of the servers used here, each in the server's own protocol. */
final class Probes {

    private static final int PATIENCE_MILLIS = 2_000;
    private static final int PROTOCOL_3 = 196_608;

    private Probes() {}

    /** As pg_isready: PostgreSQL asks for the password only when it accepts connections. */
    static Probe postgres(int port, String user, String database) {
        byte[] parameters = ("user\0" + user + "\0database\0" + database + "\0\0").getBytes(StandardCharsets.UTF_8);
        int length = 2 * Integer.BYTES + parameters.length;
        ByteBuffer startup =
                ByteBuffer.allocate(length).putInt(length).putInt(PROTOCOL_3).put(parameters);
        return () -> {
            try (Socket socket = connect(port)) {
                socket.getOutputStream().write(startup.array());
                return socket.getInputStream().read() == 'R';
            }
        };
    }

    /** PING, with the password. */
    static Probe redis(int port, String password) {
        byte[] request = ("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] answer = "+OK\r\n+PONG\r\n".getBytes(StandardCharsets.UTF_8);
        return () -> {
            try (Socket socket = connect(port)) {
                socket.getOutputStream().write(request);
                return startsWith(socket.getInputStream(), answer);
            }
        };
    }

    /** The greeting of a mail server. */
    static Probe smtp(int port) {
        byte[] greeting = "220 ".getBytes(StandardCharsets.US_ASCII);
        return () -> {
            try (Socket socket = connect(port)) {
                return startsWith(socket.getInputStream(), greeting);
            }
        };
    }

    /** Any answer with status 200. */
    static Probe http(URI uri) {
        return () -> {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        };
    }

    private static boolean startsWith(InputStream in, byte[] expected) throws IOException {
        return Arrays.equals(in.readNBytes(expected.length), expected);
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
