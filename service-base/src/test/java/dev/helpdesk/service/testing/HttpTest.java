package dev.helpdesk.service.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** Runs a test against the probe service on a free port. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = ProbeService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "cors.origin=http://localhost:3000, https://app.example.org",
            "trusted.proxies=127.0.0.1,10.0.0.0/8,2001:db8::/32",
            "spring.servlet.multipart.enabled=true",
            "spring.application.name=probe"
        })
public @interface HttpTest {}
