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
 * @param connections how many look-ups by the admin API may be under way at once
 * @param limit how many other calls may be
 */
@Validated
@ConfigurationProperties("keycloak")
public record KeycloakProperties(
        @DefaultValue("http://localhost:8080") URI url,
        @Name("public") @DefaultValue PublicAddress publicAddress,

        @DefaultValue("helpdesk") @Pattern(regexp = "[A-Za-z0-9_-]{1,64}", message = "must be a plain realm name") String realm,

        @DefaultValue @Valid Client client,
        @DefaultValue @Valid Timeout timeout,
        @DefaultValue("20") @Min(1) @Max(500) int connections,
        @DefaultValue @Valid Limit limit) {

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

    /**
     * How long to wait.
     *
     * @param connect until Keycloak takes a connection
     * @param read until it has answered
     * @param introspection until it has said whether it stands behind an access token, the connection included
     */
    public record Timeout(
            @DefaultValue("1s") @DurationMin(millis = 1) Duration connect,
            @DefaultValue("5s") @DurationMin(millis = 1) Duration read,
            @DefaultValue("800ms") @DurationMin(millis = 4) Duration introspection) {}

    /**
     * How many calls of a kind may be under way at once; more wait for a moment and are then refused.
     *
     * @param logins logins and registrations, which keep a processor of Keycloak's busy each; 0 is twice as many as this machine has
     * @param sessions refreshes and logouts
     * @param introspections questions about access tokens
     * @param queue how long to wait for one's turn
     */
    public record Limit(
            @DefaultValue("0") @Min(0) @Max(500) int logins,
            @DefaultValue("32") @Min(1) @Max(500) int sessions,
            @DefaultValue("64") @Min(1) @Max(500) int introspections,
            @DefaultValue("2s") @DurationMin(millis = 0) Duration queue) {

        int loginsAtOnce() {
            return logins > 0 ? logins : Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
        }
    }
}
