package dev.helpdesk.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbesTests {

    @ParameterizedTest
    @CsvSource({"R, true", "E, false", "'', false"})
    void takesPostgresForReadyWhenItAsksForThePassword(String answer, boolean ready) throws IOException {
        try (Answering server = new Answering(answer)) {
            assertThat(Probes.postgres(server.port(), "helpdesk", "auth_db").isReady())
                    .isEqualTo(ready);
        }
    }

    @ParameterizedTest
    @CsvSource({"+OK|+PONG|, true", "+OK|-LOADING|, false", "-WRONGPASS|, false"})
    void takesRedisForReadyWhenItAnswersPing(String answer, boolean ready) throws IOException {
        try (Answering server = new Answering(answer.replace("|", "\r\n"))) {
            assertThat(Probes.redis(server.port(), "secret").isReady()).isEqualTo(ready);
        }
    }

    @ParameterizedTest
    @CsvSource({"200, true", "503, false", "404, false"})
    void takesOnlyStatus200ForReady(int status, boolean ready) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/health/ready");
            assertThat(Probes.http(uri).isReady()).isEqualTo(ready);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void failsWhenNobodyListens() {
        assertThatThrownBy(() -> Probes.smtp(Ports.free().of(Port.SMTP)).isReady())
                .isInstanceOf(IOException.class);
    }

    /** Takes one connection, reads once, says its answer and hangs up. */
    private record Answering(ServerSocket socket, Thread thread) implements AutoCloseable {

        private Answering(String answer) throws IOException {
            this(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), answer);
        }

        private Answering(ServerSocket socket, String answer) {
            this(socket, Thread.startVirtualThread(() -> serve(socket, answer)));
        }

        int port() {
            return socket.getLocalPort();
        }

        private static void serve(ServerSocket socket, String answer) {
            try (Socket connection = socket.accept()) {
                int length = connection.getInputStream().read(new byte[1024]);
                if (length > 0) {
                    connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                // the test is over
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
