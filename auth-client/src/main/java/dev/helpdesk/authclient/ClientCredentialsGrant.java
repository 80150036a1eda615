package dev.helpdesk.authclient;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.helpdesk.token.BearerToken;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The client credentials grant (RFC 6749, section 4.4), the secret in the form as Keycloak and every other provider take it. */
final class ClientCredentialsGrant implements TokenEndpoint {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MAX_BYTES = 64 * 1024;

    private final RestClient http;
    private final URI tokenEndpoint;
    private final String clientId;
    private final String clientSecret;

    record Grant(
            @JsonProperty("access_token") @Nullable String accessToken,
            @JsonProperty("expires_in") long expiresIn) {}

    ClientCredentialsGrant(RestClient http, URI tokenEndpoint, String clientId, String clientSecret) {
        this.http = http;
        this.tokenEndpoint = tokenEndpoint;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    @Override
    public Issued issue() {
        try {
            return http.post()
                    .uri(tokenEndpoint)
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .accept(MediaType.APPLICATION_JSON)
                    .body(form())
                    .exchangeForRequiredValue((request, response) -> read(
                            response.getStatusCode().value(), response.getBody().readNBytes(MAX_BYTES)));
        } catch (ResourceAccessException e) {
            throw unavailable("cannot be reached: " + e.getCause(), e.getCause());
        }
    }

    /** As bytes, because Spring logs a form of any other type word by word at level debug, and this one holds a secret. */
    private byte[] form() {
        return "grant_type=client_credentials&client_id=%s&client_secret=%s"
                .formatted(encode(clientId), encode(clientSecret))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private Issued read(int status, byte[] body) {
        if (status != 200) {
            throw unavailable("gave no token to the client " + clientId + ", but answered " + status, null);
        }
        try {
            Grant grant = JSON.readValue(new String(body, StandardCharsets.UTF_8), Grant.class);
            if (grant.accessToken() != null && grant.expiresIn() > 0) {
                return new Issued(new BearerToken(grant.accessToken()), Duration.ofSeconds(grant.expiresIn()));
            }
        } catch (JacksonException e) {
            // Its message may quote the answer, which may hold a token: it goes nowhere.
        }
        throw unavailable("answered something unusable", null);
    }

    private static AuthServiceUnavailableException unavailable(String what, @Nullable Throwable cause) {
        return new AuthServiceUnavailableException("the identity provider " + what, cause);
    }
}
