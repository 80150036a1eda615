package dev.helpdesk.launcher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** As much of Keycloak's Admin REST API as a start asks for. */
final class FakeKeycloak implements AutoCloseable {

    private static final String REALM = "/admin/realms/helpdesk";

    private final JsonMapper json = new JsonMapper();
    private final HttpServer server;
    private final Map<String, JsonNode> users = new LinkedHashMap<>();
    private final ObjectNode realm;
    private final List<String> changes = new ArrayList<>();
    private boolean adminGranted;
    private String refused = "nothing";

    FakeKeycloak() throws IOException {
        realm = JsonNodeFactory.instance
                .objectNode()
                .put("accessTokenLifespan", 86_400)
                .put("ssoSessionIdleTimeout", 604_800)
                .put("ssoSessionMaxLifespan", 2_592_000);
        realm.putArray("eventsListeners").add("jboss-logging").add("helpdesk-identity-events");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    Set<String> users() {
        return users.keySet();
    }

    ObjectNode realm() {
        return realm;
    }

    List<String> changes() {
        return changes;
    }

    void refuse(String path) {
        refused = path;
    }

    String lastPasswordOf(String email) {
        return users.getOrDefault(email, JsonNodeFactory.instance.missingNode())
                .at("/credentials/0/value")
                .stringValue("");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replace(REALM, "");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (path.equals(refused) && exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 500, "");
        } else if (path.endsWith("/token")) {
            answer(exchange, 200, "{\"access_token\":\"token\"}");
        } else if (exchange.getRequestMethod().equals("GET")) {
            answer(exchange, 200, read(path, exchange.getRequestURI().getQuery()));
        } else {
            changes.add(exchange.getRequestMethod() + " " + path);
            answer(exchange, change(path, json.readTree(body)), "");
        }
    }

    private String read(String path, String query) {
        return switch (path) {
            case "" -> realm.toString();
            case "/users" -> found(query.substring(query.lastIndexOf('=') + 1));
            case "/roles/admin" -> "{\"id\":\"r\",\"name\":\"admin\"}";
            default -> adminGranted ? "[{\"name\":\"admin\"}]" : "[]";
        };
    }

    private String found(String email) {
        return users.containsKey(email) ? "[{\"id\":\"1\"}]" : "[]";
    }

    private int change(String path, JsonNode body) {
        switch (path) {
            case "" -> realm.setAll((ObjectNode) body);
            case "/users" -> {
                users.put(body.path("email").stringValue(""), body);
                return 201;
            }
            default -> adminGranted = true;
        }
        return 204;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
