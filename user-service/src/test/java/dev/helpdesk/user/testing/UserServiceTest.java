package dev.helpdesk.user.testing;

import dev.helpdesk.user.UserServiceApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** Runs the whole service on a free port, with a database of its own, an auth service in memory, and no Redis. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = UserServiceApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.data.redis.url=redis://127.0.0.1:1",
            "management.server.port=-1",
            "directory.copy.interval=100ms"
        })
@Import(TestPlatform.class)
public @interface UserServiceTest {}
