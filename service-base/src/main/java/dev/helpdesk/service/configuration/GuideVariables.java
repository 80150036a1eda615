package dev.helpdesk.service.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Translates the documented environment variables into Spring's own properties. */
final class GuideVariables {

    private static final List<String> STAGES = List.of("development", "production", "test");
    private static final List<String> LEVELS = List.of("error", "warn", "info", "debug", "trace");

    private final Environment environment;
    private final Map<String, Object> properties = new LinkedHashMap<>();

    private GuideVariables(Environment environment) {
        this.environment = environment;
    }

    static Map<String, Object> translate(Environment environment) {
        GuideVariables variables = new GuideVariables(environment);
        variables.copy("PORT", "server.port", GuideVariables::port);
        variables.copy("MANAGEMENT_PORT", "management.server.port", GuideVariables::port);
        variables.copy("REDIS_URL", "spring.data.redis.url", GuideVariables::redisUrl);
        variables.copy("REDIS_TIMEOUT", "spring.data.redis.timeout", GuideVariables::redisTimeout);
        variables.copy("LOG_FILE", "logging.file.name", Function.identity());
        variables.copy("APP_ENV", "spring.profiles.active", stage -> stage("APP_ENV", stage));
        variables.copy("NODE_ENV", "spring.profiles.active", stage -> stage("NODE_ENV", stage));
        variables.logLevel();
        String database = variables.value("DATABASE_URL");
        if (database != null) {
            variables.properties.putAll(DatabaseUrl.translate(database));
        }
        return variables.properties;
    }

    private @Nullable String value(String variable) {
        String value = environment.getProperty(variable);
        return value == null || value.isBlank() ? null : value.trim();
    }

    private void copy(String variable, String property, Function<String, String> check) {
        String value = value(variable);
        if (value != null) {
            properties.put(property, check.apply(value));
        }
    }

    /** Below the level of warnings only our own code talks: frameworks would write headers and bodies into the log. */
    private void logLevel() {
        String level = value("LOG_LEVEL");
        if (level == null) {
            return;
        }
        String known = oneOf("LOG_LEVEL", level.toLowerCase(Locale.ROOT), LEVELS);
        boolean detailed = known.equals("debug") || known.equals("trace");
        properties.put(detailed ? "logging.level.dev.helpdesk" : "logging.level.root", known);
    }

    private static String stage(String variable, String stage) {
        return oneOf(variable, stage, STAGES);
    }

    private static String oneOf(String variable, String value, List<String> known) {
        if (!known.contains(value)) {
            throw new InvalidConfigurationException(variable, "must be one of " + String.join(", ", known));
        }
        return value;
    }

    private static String port(String port) {
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
            throw new InvalidConfigurationException("PORT and MANAGEMENT_PORT", "must be numbers from 0 to 65535");
        }
        return port;
    }

    private static String redisTimeout(String timeout) {
        if (!timeout.matches("[1-9][0-9]{0,4}(ms|s)?")) {
            throw new InvalidConfigurationException("REDIS_TIMEOUT", "must look like 100ms or 1s");
        }
        return timeout;
    }

    private static String redisUrl(String url) {
        if (!url.matches("rediss?://[^\\s]+")) {
            throw new InvalidConfigurationException(
                    "REDIS_URL", "must look like redis://host:port or rediss://user:password@host:port");
        }
        return url;
    }
}
