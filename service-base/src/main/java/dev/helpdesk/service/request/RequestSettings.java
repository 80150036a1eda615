package dev.helpdesk.service.request;

import java.util.List;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Reads the settings of this package, once before anything starts, so that a mistake in them is all there is to see. */
final class RequestSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        trustedProxies(context.getEnvironment());
        corsFilter(context.getEnvironment());
    }

    static TrustedProxies trustedProxies(Environment environment) {
        return new TrustedProxies(list(environment, "trusted.proxies"));
    }

    static CorsFilter corsFilter(Environment environment) {
        return new CorsFilter(list(environment, "cors.origin"));
    }

    private static List<String> list(Environment environment, String property) {
        return List.of(environment.getProperty(property, String[].class, new String[0]));
    }
}
