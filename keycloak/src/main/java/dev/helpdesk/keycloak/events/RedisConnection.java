package dev.helpdesk.keycloak.events;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A connection to Redis that sends commands and hears whether they were taken (RESP2).
 *
 * <p>Written out rather than brought along: one command is all it takes, and a client library inside Keycloak's flat
 * class path would be more code to keep safe than this.
 */
final class RedisConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 1_000;
    private static final int LONGEST_LINE = 4_096;

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;

    private RedisConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.out = new BufferedOutputStream(socket.getOutputStream());
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static RedisConnection open(RedisAddress address) throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(address.host(), address.port()), TIMEOUT_MILLIS);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            plain.setTcpNoDelay(true);
            RedisConnection connection = new RedisConnection(address.tls() ? secured(plain, address) : plain);
            connection.logIn(address);
            return connection;
        } catch (IOException | RuntimeException failure) {
            plain.close();
            throw failure;
        }
    }

    void send(List<String> command) throws IOException {
        write("*" + command.size() + "\r\n");
        for (String part : command) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            write("$" + bytes.length + "\r\n");
            out.write(bytes);
            write("\r\n");
        }
    }

    /** Waits for so many answers; the first refusal ends it. */
    void answers(int number) throws IOException {
        out.flush();
        for (int i = 0; i < number; i++) {
            answer();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // It is closed either way.
        }
    }

    private static Socket secured(Socket plain, RedisAddress address) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secure = (SSLSocket) factory.createSocket(plain, address.host(), address.port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private void logIn(RedisAddress address) throws IOException {
        if (!address.password().isEmpty()) {
            send(
                    address.user().isEmpty()
                            ? List.of("AUTH", address.password())
                            : List.of("AUTH", address.user(), address.password()));
            answers(1);
        }
        if (address.database() != 0) {
            send(List.of("SELECT", Integer.toString(address.database())));
            answers(1);
        }
    }

    private void answer() throws IOException {
        String line = line();
        switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '+', ':' -> {}
            case '$' -> in.skipNBytes(Long.parseLong(line.substring(1)) + 2);
            case '-' -> throw new RedisRefusal(line.substring(1));
            default -> throw new IOException("not a Redis answer");
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > LONGEST_LINE) {
                throw new EOFException("no Redis answer");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private void write(String ascii) throws IOException {
        out.write(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
