package dev.helpdesk.authclient.test;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** A client and how it proves itself in a token request (RFC 6749 sections 2.3.1 and 4.4): by form fields or the Basic scheme. */
record ClientCredentials(String grantType, String id, String secret) {

    static ClientCredentials of(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> form = Arrays.stream(body.split("&", -1))
                .map(field -> field.split("=", 2))
                .filter(field -> field.length == 2)
                .collect(Collectors.toMap(
                        field -> decode(field[0]), field -> decode(field[1]), (first, second) -> second));
        String grantType = form.getOrDefault("grant_type", "");
        String basic = exchange.getRequestHeaders().getFirst("Authorization");
        if (basic == null || !basic.startsWith("Basic ")) {
            return new ClientCredentials(
                    grantType, form.getOrDefault("client_id", ""), form.getOrDefault("client_secret", ""));
        }
        byte[] pair = Base64.getDecoder().decode(basic.substring("Basic ".length()));
        String[] parts = new String(pair, StandardCharsets.UTF_8).split(":", 2);
        return new ClientCredentials(grantType, decode(parts[0]), decode(parts[1]));
    }

    boolean areGrantRequest() {
        return grantType.equals("client_credentials");
    }

    private static String decode(String value) {
        return URLDecoder.decode(value, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "ClientCredentials[" + id + "]";
    }
}
