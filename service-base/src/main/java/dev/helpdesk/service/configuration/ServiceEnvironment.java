package dev.helpdesk.service.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.commons.logging.Log;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * Adds the documented variables, just below the environment they come from, and the shared defaults, below everything else. Runs before
 * the configuration files are read, because {@code NODE_ENV} chooses among them.
 */
final class ServiceEnvironment implements EnvironmentPostProcessor, Ordered {

    static final String PRODUCTION = "production";

    private final Log log;

    ServiceEnvironment(DeferredLogFactory logs) {
        this.log = logs.getLog(ServiceEnvironment.class);
    }

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER - 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        MutablePropertySources sources = environment.getPropertySources();
        MapPropertySource variables =
                new MapPropertySource("documentedVariables", GuideVariables.translate(environment));
        if (sources.contains(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)) {
            sources.addAfter(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables);
        } else {
            sources.addLast(variables);
        }
        Map<String, Object> defaults = new HashMap<>(load("service-defaults.properties"));
        if (isProduction(environment)) {
            defaults.putAll(load("service-defaults-production.properties"));
        }
        addBelowEverything(sources, defaults);
        if (environment.containsProperty("JWT_SECRET")) {
            log.warn(
                    "JWT_SECRET is ignored: tokens are signed with Keycloak's own asymmetric keys and a shared secret is never accepted");
        }
    }

    static boolean isProduction(ConfigurableEnvironment environment) {
        return environment.getProperty("spring.profiles.active", "").matches("(.*,)?\\s*" + PRODUCTION + "\\s*(,.*)?");
    }

    private static void addBelowEverything(MutablePropertySources sources, Map<String, Object> defaults) {
        if (sources.get(DefaultPropertiesPropertySource.NAME) instanceof MapPropertySource own) {
            defaults.putAll(own.getSource());
        }
        DefaultPropertiesPropertySource.addOrMerge(defaults, sources);
    }

    private static Map<String, String> load(String file) {
        try {
            Properties properties = PropertiesLoaderUtils.loadProperties(new ClassPathResource(file));
            Map<String, String> loaded = new HashMap<>();
            properties.stringPropertyNames().forEach(name -> loaded.put(name, properties.getProperty(name)));
            return loaded;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
