package dev.helpdesk.auth;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The auth service: the documented API on Keycloak. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class AuthFacadeApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(AuthFacadeApplication.class, arguments);
    }
}
