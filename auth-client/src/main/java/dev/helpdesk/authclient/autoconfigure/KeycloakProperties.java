package dev.helpdesk.authclient.autoconfigure;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Where Keycloak is.
 *
 * @param url its address for services (KEYCLOAK_URL)
 * @param publicAddress its address for everybody else
 * @param realm the realm (KEYCLOAK_REALM)
 */
@ConfigurationProperties("keycloak")
record KeycloakProperties(
        @DefaultValue("http://localhost:8080") URI url,
        @DefaultValue @Name("public") PublicAddress publicAddress,
        @DefaultValue("helpdesk") String realm) {

    /**
     * The address Keycloak names in its tokens.
     *
     * @param url the address (KEYCLOAK_PUBLIC_URL), the same as for services unless set
     */
    record PublicAddress(@Nullable URI url) {

        PublicAddress {
            url = url == null || url.toString().isEmpty()
                    ? null
                    : Addresses.required("KEYCLOAK_PUBLIC_URL", url, "https://id.example.com");
        }
    }

    KeycloakProperties {
        url = Addresses.required("KEYCLOAK_URL", url, "http://localhost:8080");
        if (!realm.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("KEYCLOAK_REALM must be the name of a realm such as helpdesk");
        }
    }

    String issuer() {
        return (publicAddress.url() == null ? url : publicAddress.url()) + "/realms/" + realm;
    }

    URI jwks() {
        return URI.create(url + "/realms/" + realm + "/protocol/openid-connect/certs");
    }

    URI tokenEndpoint() {
        return URI.create(url + "/realms/" + realm + "/protocol/openid-connect/token");
    }
}
