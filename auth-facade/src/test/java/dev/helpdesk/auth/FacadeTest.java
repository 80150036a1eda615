package dev.helpdesk.auth;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

/** The whole service with a real Redis and a {@code FakeKeycloak}; one for all test classes. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        properties = {
            "rate.limit.login.account=1000/1m",
            "rate.limit.login.address=1000/1m",
            "rate.limit.register.address=1000/1m",
            "rate.limit.refresh.address=1000/1m",
            "rate.limit.logout.address=1000/1m"
        })
@AutoConfigureMockMvc
@Import(FacadeTestConfiguration.class)
public @interface FacadeTest {}
