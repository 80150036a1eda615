package dev.helpdesk.user.security;

import dev.helpdesk.service.security.BearerSecurity;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    @Order(1)
    SecurityFilterChain open(HttpSecurity http, BearerSecurity bearer) {
        return bearer.open(http, "/api/profile/avatars/**", "/api/profile/openapi.yaml")
                .build();
    }

    @Bean
    SecurityFilterChain routes(HttpSecurity http, BearerSecurity bearer) {
        return bearer.protect(http)
                .authorizeHttpRequests(to -> to.requestMatchers("/api/admin/**")
                        .hasRole("admin")
                        .requestMatchers("/api/profile/**")
                        .access(people())
                        .anyRequest()
                        .authenticated())
                .build();
    }

    /** Keycloak gives new service accounts the role of users too: what they are for keeps them out. */
    private static AuthorizationManager<RequestAuthorizationContext> people() {
        return AuthorizationManagers.allOf(
                AuthorityAuthorizationManager.hasAnyRole("user", "agent", "admin"),
                AuthorizationManagers.not(AuthorityAuthorizationManager.hasRole("service")));
    }
}
