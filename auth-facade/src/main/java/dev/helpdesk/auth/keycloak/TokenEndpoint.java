package dev.helpdesk.auth.keycloak;

import java.io.IOException;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends forms to the realm's OpenID Connect endpoints and lets through the answers that are about the user's input. */
class TokenEndpoint {

    /** 400 is about what the user sent. 401 and 403 are about the facade's own client: that is our fault, not the user's. */
    private static final Set<Integer> EXPECTED = Set.of(200, 204, 400);

    /** Many times what any of its answers has. */
    private static final int MOST_BYTES = 1024 * 1024;

    private final RestClient client;
    private final JsonMapper json;

    /** An answer of Keycloak; the body of one without content is an empty object. */
    record Answer(int status, JsonNode body) {

        boolean isSuccess() {
            return status < 300;
        }

        /** Keycloak's {@code error} code. */
        String error() {
            return body.path("error").asString("");
        }

        /** Keycloak's sentence about the error; it tells cases apart that share a code. */
        String description() {
            return body.path("error_description").asString("");
        }
    }

    TokenEndpoint(RestClient client, JsonMapper json) {
        this.client = client;
        this.json = json;
    }

    /** Throws what the libraries throw when there is no answer of use. */
    Answer post(String endpoint, Form form) {
        return client.post()
                .uri("/protocol/openid-connect/" + endpoint)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .accept(MediaType.APPLICATION_JSON)
                .headers(headers ->
                        CurrentClient.address().ifPresent(address -> headers.set(CurrentClient.HEADER, address)))
                .body(form.bytes())
                .exchangeForRequiredValue((request, response) -> read(endpoint, response));
    }

    private Answer read(String endpoint, ClientHttpResponse response) throws IOException {
        int status = response.getStatusCode().value();
        if (!EXPECTED.contains(status)) {
            throw new UnexpectedAnswerException(endpoint, status, null);
        }
        byte[] content = response.getBody().readNBytes(MOST_BYTES);
        return new Answer(status, content.length == 0 ? json.createObjectNode() : json.readTree(content));
    }
}
