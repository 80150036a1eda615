package dev.helpdesk.auth.security;

import dev.helpdesk.service.security.BearerSecurity;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Verify and logout judge tokens themselves: one says what is wrong with them, the other takes those that are over. */
    private static final String[] OPEN = {
        "/api/auth/register",
        "/api/auth/login",
        "/api/auth/refresh",
        "/api/auth/logout",
        "/api/auth/verify",
        "/api/auth/openapi.yaml"
    };

    @Bean
    @Order(1)
    SecurityFilterChain openRoutes(HttpSecurity http, BearerSecurity bearer) {
        return bearer.open(http, OPEN).build();
    }

    /** Paths alone decide: whoever may not read something may not ask for its headers either. */
    @Bean
    SecurityFilterChain guardedRoutes(HttpSecurity http, BearerSecurity bearer) {
        return bearer.protect(http)
                .authorizeHttpRequests(to -> to.requestMatchers("/api/auth/users", "/api/auth/users/email/**")
                        .hasAnyRole("service", "admin")
                        .requestMatchers("/api/auth/stats")
                        .hasRole("admin")
                        .requestMatchers("/api/auth/events")
                        .hasRole("service")
                        .anyRequest()
                        .authenticated())
                .build();
    }
}
