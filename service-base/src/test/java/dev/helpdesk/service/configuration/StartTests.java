package dev.helpdesk.service.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helpdesk.service.testing.ProbeService;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class StartTests {

    private static final String STRONG = "kV9-2mQx!7pLw04TzRb8";

    private static ConfigurableApplicationContext start(String... settings) {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--spring.main.keep-alive=false"));
        List.of(settings).forEach(setting -> arguments.add("--" + setting));
        return new SpringApplication(ProbeService.class).run(arguments.toArray(String[]::new));
    }

    private static void assertRefused(CapturedOutput output, String line, String... settings) {
        assertThatThrownBy(() -> start(settings).close()).isInstanceOf(InvalidConfigurationException.class);
        assertThat(output).contains(line).doesNotContain("\tat ", "Error starting");
    }

    @ParameterizedTest
    @ValueSource(strings = {"development", "test"})
    void takesSampleSecretsOutsideProduction(String stage) {
        start("NODE_ENV=" + stage, "required.secrets=KEYCLOAK_CLIENT_SECRET", "keycloak.client.secret=changeme")
                .close();
    }

    @Test
    void startsInProductionWithStrongSecrets() {
        start(
                        "NODE_ENV=production",
                        "required.secrets=KEYCLOAK_CLIENT_SECRET,DATABASE_URL",
                        "keycloak.client.secret=" + STRONG,
                        "DATABASE_URL=postgresql://u:" + STRONG + "@h/d")
                .close();
    }

    @ParameterizedTest
    @CsvSource({
        "'',must be set to a secret that is not empty in production",
        "your-very-long-secret-key,must be set to a secret that is no sample value in production",
        "ChangeMe-ChangeMe-ChangeMe,must be set to a secret that is no sample value in production",
        "secret-secret-secret-secret,must be set to a secret that is no sample value in production",
        "aaaaaaaaaaaaaaaaaaaaaaaa,must be set to a secret that is no sample value in production",
        "kV9-2mQx!7pLw0,must be set to a secret that has at least 16 characters in production",
    })
    void refusesWeakSecretsInProduction(String secret, String problem, CapturedOutput output) {
        assertRefused(
                output,
                "KEYCLOAK_CLIENT_SECRET " + problem,
                "NODE_ENV=production",
                "required.secrets=KEYCLOAK_CLIENT_SECRET",
                "keycloak.client.secret=" + secret);
        assertThat(output.toString()).doesNotContain("keycloak.client.secret=" + secret + "\n");
    }

    @Test
    void refusesAMissingSecretInProduction(CapturedOutput output) {
        assertRefused(
                output,
                "AUTH_CLIENT_SECRET must be set to a secret that is not empty in production",
                "NODE_ENV=production",
                "required.secrets=AUTH_CLIENT_SECRET");
    }

    @Test
    void refusesAWeakDatabasePasswordInProduction(CapturedOutput output) {
        assertRefused(
                output,
                "DATABASE_URL must hold a password that is no sample value in production",
                "NODE_ENV=production",
                "required.secrets=DATABASE_URL",
                "DATABASE_URL=postgresql://user:userpass@localhost:5402/user_db");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "http://localhost:3000,*",
                "https://*.example.org",
                "https://a.example/path",
                "a.example",
                "null"
            })
    void refusesOriginsThatAreNotExact(String origins, CapturedOutput output) {
        assertRefused(output, "CORS_ORIGIN must list exact origins", "cors.origin=" + origins);
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.org", "10.0.0.0/33", "10.0.0.0/x", "*"})
    void refusesProxiesThatAreNoAddresses(String proxies, CapturedOutput output) {
        assertRefused(output, "TRUSTED_PROXIES must list addresses", "trusted.proxies=" + proxies);
    }

    @Test
    void refusesAVariableItCannotReadInOneLine(CapturedOutput output) {
        assertRefused(output, "NODE_ENV must be one of development, production, test", "NODE_ENV=staging");
    }
}
