package dev.helpdesk.authclient.test;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A small identity provider on a free port of the loopback interface, with the addresses and tokens of Keycloak's realm
 * {@code helpdesk}: discovery, JWKS and the client credentials grant.
 */
public final class TestIdentityProvider implements AutoCloseable {

    private static final String REALM = "/realms/helpdesk";
    private static final String CERTS = REALM + "/protocol/openid-connect/certs";
    private static final String TOKEN = REALM + "/protocol/openid-connect/token";

    private final AtomicInteger jwksFetches = new AtomicInteger();
    private final AtomicInteger tokenRequests = new AtomicInteger();
    private final Map<String, String> clients = new ConcurrentHashMap<>();
    private final List<TestKey> keys = new CopyOnWriteArrayList<>(List.of(TestKey.create()));
    private volatile @Nullable Answer jwksOverride;
    private volatile @Nullable Answer tokenOverride;
    private volatile int serviceTokenSeconds = 300;
    private HttpServer server;

    private record Answer(int status, String contentType, String body) {
        static Answer json(int status, Map<String, ?> body) {
            return new Answer(status, "application/json", JSONObjectUtils.toJSONString(body));
        }
    }

    private TestIdentityProvider() {
        server = listen(0);
    }

    /** Starts one with a single key. */
    public static TestIdentityProvider start() {
        return new TestIdentityProvider();
    }

    /** Its address, as {@code KEYCLOAK_URL} wants it. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The {@code iss} of its tokens. */
    public String issuer() {
        return url() + REALM;
    }

    /** Where its keys are. */
    public URI jwks() {
        return URI.create(url() + CERTS);
    }

    /** Where a service gets its own token. */
    public URI tokenEndpoint() {
        return URI.create(url() + TOKEN);
    }

    /** Tokens signed with the newest key. */
    public TestTokens tokens() {
        return TestTokens.of(issuer(), key());
    }

    /** The newest key. */
    public TestKey key() {
        return keys.getLast();
    }

    /** Signs with a new key from now on; the older ones stay published. */
    public void rotateKeys() {
        keys.add(TestKey.create());
    }

    /** Publishes only the newest key. */
    public void forgetOldKeys() {
        TestKey newest = key();
        keys.removeIf(key -> key != newest);
    }

    /** Knows a client that may have tokens of its own. */
    public void registerClient(String id, String secret) {
        clients.put(id, secret);
    }

    /** Gives service tokens this long to live. */
    public void serviceTokensLast(int seconds) {
        serviceTokenSeconds = seconds;
    }

    /** Answers the JWKS address with this instead of its keys. */
    public void answerJwksWith(int status, String body) {
        jwksOverride = new Answer(status, "application/json", body);
    }

    /** Answers the token address with this instead of a token. */
    public void answerTokensWith(int status, String body) {
        tokenOverride = new Answer(status, "text/html", body);
    }

    /** Takes back every special answer. */
    public void answerAsUsual() {
        jwksOverride = null;
        tokenOverride = null;
    }

    /** How often the keys were fetched. */
    public int jwksFetches() {
        return jwksFetches.get();
    }

    /** How often a token was asked for. */
    public int tokenRequests() {
        return tokenRequests.get();
    }

    /** Refuses connections until {@link #up}. */
    public void down() {
        server.stop(0);
    }

    /** Serves again, at the same address and with the same keys. */
    public void up() {
        server = listen(server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private HttpServer listen(int port) {
        try {
            HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            listening.createContext(
                    REALM + "/.well-known/openid-configuration", exchange -> send(exchange, discovery()));
            listening.createContext(CERTS, exchange -> send(exchange, keySet()));
            listening.createContext(TOKEN, exchange -> send(exchange, token(exchange)));
            listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer discovery() {
        return Answer.json(
                200,
                Map.of(
                        "issuer", issuer(),
                        "jwks_uri", jwks().toString(),
                        "token_endpoint", tokenEndpoint().toString(),
                        "id_token_signing_alg_values_supported", List.of("RS256")));
    }

    private Answer keySet() {
        jwksFetches.incrementAndGet();
        Answer special = jwksOverride;
        if (special != null) {
            return special;
        }
        JWKSet published = new JWKSet(keys.stream()
                .map(key -> key.jwk().toPublicJWK())
                .map(jwk -> (JWK) jwk)
                .toList());
        return new Answer(200, "application/json", published.toString());
    }

    private Answer token(HttpExchange exchange) throws IOException {
        tokenRequests.incrementAndGet();
        Answer special = tokenOverride;
        if (special != null) {
            return special;
        }
        ClientCredentials credentials = ClientCredentials.of(exchange);
        if (!credentials.areGrantRequest()) {
            return Answer.json(400, Map.of("error", "unsupported_grant_type"));
        }
        String secret = clients.get(credentials.id());
        if (secret == null || !secret.equals(credentials.secret())) {
            return Answer.json(401, Map.of("error", "unauthorized_client"));
        }
        String token = tokens().service(credentials.id())
                .expiringIn(Duration.ofSeconds(serviceTokenSeconds))
                .build();
        return Answer.json(
                200,
                Map.of("access_token", token, "expires_in", serviceTokenSeconds, "token_type", "Bearer", "scope", ""));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
