package dev.helpdesk.auth.error;

import dev.helpdesk.service.error.ErrorCatalogue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ErrorConfiguration {

    @Bean
    ErrorCatalogue authErrors() {
        return ErrorCatalogue.of("messages/auth-errors", AuthError.values());
    }
}
