package dev.helpdesk.systemtests.cluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/** One connection that is kept: asks and is answered, over and over, with next to no work on the client's side. */
public final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final URI server;
    private Connection connection;

    /** Connects to that server. */
    public Wire(URI server) throws IOException {
        this.server = server;
        connection = Connection.to(server);
    }

    /** The bytes of a request without a body, made once and sent often. */
    public byte[] request(String method, String path, String token) {
        return "%s %s HTTP/1.1\r\nHost: %s:%d\r\nAuthorization: Bearer %s\r\nContent-Length: 0\r\n\r\n"
                .formatted(method, path, server.getHost(), server.getPort(), token)
                .getBytes(ISO_8859_1);
    }

    /** Sends a request, reads the whole answer and returns its status. Sends it again when an old connection has gone. */
    public int send(byte[] request) throws IOException {
        try {
            return sendOnce(request);
        } catch (IOException e) {
            reconnect();
            return sendOnce(request);
        }
    }

    private int sendOnce(byte[] request) throws IOException {
        connection.socket().getOutputStream().write(request);
        Head head = connection.head();
        connection.skipBody(head);
        if (head.closes()) {
            reconnect();
        }
        return head.status();
    }

    private void reconnect() throws IOException {
        connection.socket().close();
        connection = Connection.to(server);
    }

    @Override
    public void close() throws IOException {
        connection.socket().close();
    }

    /** What the beginning of an answer says. */
    private record Head(int status, long length, boolean chunked, boolean closes) {}

    private record Connection(Socket socket, InputStream in) {

        static Connection to(URI server) throws IOException {
            Socket socket = new Socket(server.getHost(), server.getPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new Connection(socket, new BufferedInputStream(socket.getInputStream(), 16 * 1024));
        }

        Head head() throws IOException {
            int status = Integer.parseInt(line().substring(9, 12));
            long length = 0;
            boolean chunked = false;
            boolean closes = false;
            for (String line = line(); !line.isEmpty(); line = line()) {
                String header = line.toLowerCase(Locale.ROOT);
                if (header.startsWith("content-length:")) {
                    length = Long.parseLong(header.substring(15).strip());
                }
                chunked |= header.startsWith("transfer-encoding:") && header.endsWith("chunked");
                closes |= header.startsWith("connection:") && header.endsWith("close");
            }
            return new Head(status, length, chunked, closes);
        }

        void skipBody(Head head) throws IOException {
            if (!head.chunked()) {
                in.skipNBytes(head.length());
                return;
            }
            for (int size = size(line()); size > 0; size = size(line())) {
                in.skipNBytes(size);
                line();
            }
            line();
        }

        private static int size(String line) {
            return Integer.parseInt(line.strip(), 16);
        }

        private String line() throws IOException {
            byte[] line = new byte[8 * 1024];
            int length = 0;
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("the connection was closed");
                }
                line[length++] = (byte) next;
            }
            int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
            return new String(line, 0, end, US_ASCII);
        }
    }
}
