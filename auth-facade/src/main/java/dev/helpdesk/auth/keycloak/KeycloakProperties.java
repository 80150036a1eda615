package dev.helpdesk.auth.keycloak;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.annotation.Validated;

/**
 * Where Keycloak is and who the facade is there.
 *
 * @param url where the facade reaches Keycloak
 * @param publicAddress where its users reach it, when that is another address
 * @param realm the realm of the helpdesk's users
 * @param client the facade's own client
 * @param timeout how long to wait for an answer
 * @param connections how many admin calls may be under way at once
 */
@Validated
@ConfigurationProperties("keycloak")
public record KeycloakProperties(
        @DefaultValue("http://localhost:8080") URI url,
        @Name("public") @DefaultValue PublicAddress publicAddress,

        @DefaultValue("helpdesk") @Pattern(regexp = "[A-Za-z0-9_-]{1,64}", message = "must be a plain realm name") String realm,

        @DefaultValue @Valid Client client,
        @DefaultValue @Valid Timeout timeout,
        @DefaultValue("20") @Min(1) @Max(500) int connections) {

    /** The address of the realm as this service reaches it. */
    public URI realmUrl() {
        return realmAt(url);
    }

    /** The {@code iss} of its tokens: the address of the realm as users reach it. */
    public String issuer() {
        URI known = publicAddress.url();
        return realmAt(known == null ? url : known).toString();
    }

    /** Where the keys stand that its tokens are signed with. */
    public URI keysUrl() {
        return URI.create(realmUrl() + "/protocol/openid-connect/certs");
    }

    private URI realmAt(URI base) {
        return URI.create(withoutSlash(base) + "/realms/" + realm);
    }

    static String withoutSlash(URI url) {
        String text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Where users reach Keycloak: {@code KEYCLOAK_PUBLIC_URL}. */
    public record PublicAddress(@Nullable URI url) {}

    /** The facade's client in the realm; its text form keeps the secret. */
    public record Client(
            @DefaultValue("auth-facade") @NotBlank String id,

            @DefaultValue("") @NotBlank(message = "is missing: set KEYCLOAK_CLIENT_SECRET") String secret) {

        @Override
        public String toString() {
            return "Client[id=" + id + ", secret=redacted]";
        }
    }

    /** How long to wait until Keycloak takes a connection, and until it has answered. */
    public record Timeout(
            @DefaultValue("2s") @DurationMin(millis = 1) Duration connect,
            @DefaultValue("5s") @DurationMin(millis = 1) Duration read) {}
}
