package dev.helpdesk.service.security;

import dev.helpdesk.service.error.ErrorAutoConfiguration;
import dev.helpdesk.service.error.ErrorWriter;
import dev.helpdesk.token.TokenVerifier;
import dev.helpdesk.token.Verification;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Guards a service's routes by access token, decided by its {@link TokenVerifier}; without further rules, all of them. */
@AutoConfiguration(
        after = ErrorAutoConfiguration.class,
        beforeName = "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class BearerSecurityAutoConfiguration {

    private static final TokenVerifier NOBODY_KNOWS =
            token -> new Verification.Unavailable("no token verifier is configured");

    @Bean
    BearerTokens bearerTokens(ObjectProvider<TokenVerifier> verifier) {
        return new BearerTokens(() -> verifier.getIfAvailable(() -> NOBODY_KNOWS));
    }

    @Bean
    BearerSecurity bearerSecurity(BearerTokens tokens, ErrorWriter errors) {
        return new BearerSecurity(tokens, errors);
    }

    @Bean
    @ConditionalOnMissingBean(SecurityFilterChain.class)
    SecurityFilterChain everythingAuthenticated(HttpSecurity http, BearerSecurity bearer) {
        return bearer.protect(http)
                .authorizeHttpRequests(to -> to.anyRequest().authenticated())
                .build();
    }

    @Bean
    ManagementPort managementPort() {
        return new ManagementPort();
    }

    /** Whoever reaches the management port, which listens on the machine's own address, may look. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain management(HttpSecurity http, BearerSecurity bearer, ManagementPort port) {
        return bearer.open(http, port).build();
    }
}
