package dev.helpdesk.user.security;

import dev.helpdesk.service.security.BearerSecurity;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

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
                        .anyRequest()
                        .authenticated())
                .build();
    }
}
