package dev.helpdesk.systemtests.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A relay in front of a server that gives back what it gets. */
class RelayTests {

    private final Tally tally = new Tally("GET /keys");
    private ServerSocket server;
    private Relay relay;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::echo);
        relay = Relay.to(URI.create("http://localhost:" + server.getLocalPort()), tally);
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
        server.close();
    }

    @Test
    void passesEverythingOn() throws IOException {
        try (Socket client = connect()) {
            assertThat(exchange(client, "hello")).isEqualTo("hello");
            assertThat(exchange(client, "again")).isEqualTo("again");
        }
    }

    @Test
    void cutsWhatIsOpenAndWhatComes() throws IOException {
        try (Socket client = connect()) {
            exchange(client, "hello");

            relay.cut();

            assertThatThrownBy(() -> exchange(client, "gone")).isInstanceOf(IOException.class);
            try (Socket late = connect()) {
                assertThatThrownBy(() -> exchange(late, "gone")).isInstanceOf(IOException.class);
            }
        }
        relay.heal();
        try (Socket client = connect()) {
            assertThat(exchange(client, "back")).isEqualTo("back");
        }
    }

    @Test
    void swallowsAndPassesOnAfterwards() throws IOException {
        try (Socket client = connect()) {
            exchange(client, "hello");
            relay.swallow();
            client.setSoTimeout(300);

            assertThatThrownBy(() -> exchange(client, "held")).isInstanceOf(SocketTimeoutException.class);

            relay.heal();
            client.setSoTimeout(5_000);
            assertThat(read(client, 4)).isEqualTo("held");
        }
    }

    @Test
    void countsAlsoAcrossChunks() throws IOException {
        try (Socket client = connect()) {
            exchange(client, "GET /keys HTTP/1.1 GET /ke");
            exchange(client, "ys GET /other GET /key");
        }

        await().untilAsserted(() -> assertThat(tally.times()).hasSize(2).isSorted());
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("localhost", relay.url().getPort());
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static String exchange(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
        return read(socket, text.length());
    }

    private static String read(Socket socket, int length) throws IOException {
        byte[] answer = socket.getInputStream().readNBytes(length);
        if (answer.length < length) {
            throw new SocketException("closed");
        }
        return new String(answer, UTF_8);
    }

    private void echo() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.startVirtualThread(() -> echo(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void echo(Socket client) {
        try (client;
                InputStream in = client.getInputStream()) {
            in.transferTo(client.getOutputStream());
        } catch (IOException e) {
            // cut
        }
    }
}
