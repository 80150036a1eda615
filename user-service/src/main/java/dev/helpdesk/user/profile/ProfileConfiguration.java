package dev.helpdesk.user.profile;

import dev.helpdesk.service.error.ErrorCatalogue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProfileConfiguration {

    @Bean
    ErrorCatalogue profileErrors() {
        return ErrorCatalogue.of("messages/profile-errors", ProfileError.values());
    }
}
