package dev.helpdesk.systemtests.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asks a small server that answers in all the ways a service does. */
class WireTests {

    private HttpServer server;
    private URI url;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/sized", exchange -> answer(exchange, 200, 4));
        server.createContext("/chunked", exchange -> answer(exchange, 401, 0));
        server.createContext("/empty", exchange -> answer(exchange, 204, -1));
        server.createContext("/last", exchange -> {
            exchange.getResponseHeaders().set("Connection", "close");
            answer(exchange, 200, 4);
        });
        server.start();
        url = URI.create("http://localhost:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void readsEachAnswerToItsEndAndGoesOnWhenAConnectionWasTheLast() throws IOException {
        try (Wire wire = new Wire(url)) {
            for (int round = 0; round < 3; round++) {
                assertThat(wire.send(wire.request("GET", "/sized", "t"))).isEqualTo(200);
                assertThat(wire.send(wire.request("POST", "/chunked", "t"))).isEqualTo(401);
                assertThat(wire.send(wire.request("GET", "/empty", "t"))).isEqualTo(204);
                assertThat(wire.send(wire.request("GET", "/last", "t"))).isEqualTo(200);
            }
        }
    }

    @Test
    void failsWhenTheServerIsGone() throws IOException {
        try (Wire wire = new Wire(url)) {
            byte[] request = wire.request("GET", "/sized", "t");
            wire.send(request);
            server.stop(0);

            assertThatThrownBy(() -> wire.send(request)).isInstanceOf(IOException.class);
        }
    }

    /** A length of 0 means chunks, -1 no body. */
    private static void answer(HttpExchange exchange, int status, long length) throws IOException {
        exchange.sendResponseHeaders(status, length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(length < 0 ? new byte[0] : "body".getBytes(UTF_8));
        }
        exchange.close();
    }
}
