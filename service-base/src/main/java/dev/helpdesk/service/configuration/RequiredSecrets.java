package dev.helpdesk.service.configuration;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Refuses a start in production with a secret that is missing, short or well known. A service lists the variables that hold its secrets
 * in the property {@code required.secrets}, such as {@code KEYCLOAK_CLIENT_SECRET,DATABASE_URL}.
 */
final class RequiredSecrets implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final int SHORTEST = 16;

    /** Beginnings of what manuals, templates and tired people write. */
    private static final Set<String> SAMPLES = Set.of(
            "your",
            "change",
            "secret",
            "password",
            "passwd",
            "example",
            "sample",
            "default",
            "admin",
            "test",
            "keycloak",
            "postgres",
            "redis",
            "helpdesk",
            "userpass",
            "placeholder",
            "dummy",
            "todo",
            "replace",
            "insert",
            "qwerty",
            "azerty",
            "12345",
            "letmein",
            "motdepasse",
            "${",
            "<");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (ServiceEnvironment.isProduction(environment)) {
            List<String> variables =
                    List.of(environment.getProperty("required.secrets", String[].class, new String[0]));
            variables.forEach(variable -> check(variable.trim(), value(environment, variable.trim())));
        }
    }

    private static @Nullable String value(ConfigurableEnvironment environment, String variable) {
        return variable.equals("DATABASE_URL")
                ? environment.getProperty("spring.datasource.password")
                : environment.getProperty(variable.toLowerCase(Locale.ROOT).replace('_', '.'));
    }

    private static void check(String variable, @Nullable String secret) {
        String what = variable.equals("DATABASE_URL") ? "must hold a password that" : "must be set to a secret that";
        if (secret == null || secret.isBlank()) {
            throw new InvalidConfigurationException(variable, what + " is not empty in production");
        }
        if (isSample(secret)) {
            throw new InvalidConfigurationException(variable, what + " is no sample value in production");
        }
        if (secret.length() < SHORTEST) {
            throw new InvalidConfigurationException(
                    variable, what + " has at least " + SHORTEST + " characters in production");
        }
    }

    private static boolean isSample(String secret) {
        String plain = secret.toLowerCase(Locale.ROOT);
        return SAMPLES.stream().anyMatch(plain::startsWith)
                || plain.chars().distinct().count() < 5;
    }
}
