package dev.helpdesk.service.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Speaks HTTP/1.1 byte by byte over a socket of its own per request. */
public final class RawHttp {

    private final int port;

    public RawHttp(int port) {
        this.port = port;
    }

    /** Sends a request without a body; the request line and headers are given as they go over the wire. */
    public RawAnswer send(String requestLine, String... headers) {
        return send(new byte[0], requestLine, headers);
    }

    /** Sends a JSON body with {@code POST}. */
    public RawAnswer post(String path, String json, String... headers) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Content-Type: application/json");
        all.add("Content-Length: " + body.length);
        return send(body, "POST " + path + " HTTP/1.1", all.toArray(String[]::new));
    }

    /** Sends a request with a body; its headers are given as they go over the wire. */
    public RawAnswer send(byte[] body, String requestLine, String... headers) {
        StringBuilder head = new StringBuilder(requestLine).append("\r\nHost: localhost\r\nConnection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return exchange(request.toByteArray());
    }

    /** Sends exactly these bytes and reads until the server closes. */
    public RawAnswer exchange(byte[] request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            ignoringClosedConnection(() -> {
                out.write(request);
                out.flush();
            });
            return RawAnswer.parse(readAll(socket.getInputStream()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Reads until the answer is whole or the server closes: what a server that answered early still waits for is not sent. */
    private static byte[] readAll(InputStream in) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ignoringClosedConnection(() -> {
            byte[] part = new byte[8192];
            int length;
            while (!RawAnswer.isWhole(answer.toByteArray()) && (length = in.read(part)) >= 0) {
                answer.write(part, 0, length);
            }
        });
        return answer.toByteArray();
    }

    /** A server that refuses a request need not read it to its end; what it has said counts. */
    private static void ignoringClosedConnection(Exchange exchange) throws IOException {
        try {
            exchange.run();
        } catch (SocketException closed) {
            // The answer, if there is one, has been read or is waiting to be.
        }
    }

    private interface Exchange {
        void run() throws IOException;
    }
}
