package dev.helpdesk.service.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@ExtendWith(OutputCaptureExtension.class)
class ServiceEnvironmentTests {

    /** The environment a service sees that is started with these variables. */
    private static StandardEnvironment start(Map<String, Object> variables, Map<String, Object> ownConfiguration) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables));
        environment.getPropertySources().addLast(new MapPropertySource("application.properties", ownConfiguration));
        new ServiceEnvironment((Supplier<Log> log) -> LogFactory.getLog(ServiceEnvironment.class))
                .postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }

    private static StandardEnvironment start(String... namesAndValues) {
        Map<String, Object> variables = new HashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            variables.put(namesAndValues[at], namesAndValues[at + 1]);
        }
        return start(variables, Map.of());
    }

    @Test
    void hasDefaultsBelowTheServicesOwnConfiguration() {
        StandardEnvironment environment = start(
                Map.of(), Map.of("server.max-http-request-header-size", "32KB", "spring.data.redis.timeout", "1s"));

        assertThat(environment.getProperty("spring.threads.virtual.enabled")).isEqualTo("true");
        assertThat(environment.getProperty("server.http2.enabled")).isEqualTo("false");
        assertThat(environment.getProperty("management.server.address")).isEqualTo("127.0.0.1");
        assertThat(environment.getProperty("management.server.port")).isEqualTo("-1");
        assertThat(environment.getProperty("server.max-http-request-header-size"))
                .isEqualTo("32KB");
        assertThat(environment.getProperty("spring.data.redis.timeout")).isEqualTo("1s");
        assertThat(environment.getProperty("logging.structured.format.console")).isNull();
        assertThat(environment.getProperty("spring.profiles.active")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "PORT,3001,server.port,3001",
        "MANAGEMENT_PORT,9101,management.server.port,9101",
        "NODE_ENV,development,spring.profiles.active,development",
        "APP_ENV,test,spring.profiles.active,test",
        "REDIS_URL,redis://localhost:6301,spring.data.redis.url,redis://localhost:6301",
        "REDIS_URL,rediss://u:p@h:1/2,spring.data.redis.url,rediss://u:p@h:1/2",
        "REDIS_TIMEOUT,250ms,spring.data.redis.timeout,250ms",
        "LOG_FILE,/var/log/auth.log,logging.file.name,/var/log/auth.log",
        "LOG_LEVEL,warn,logging.level.root,warn",
        "LOG_LEVEL,INFO,logging.level.root,info",
        "LOG_LEVEL,debug,logging.level.dev.helpdesk,debug",
        "CORS_ORIGIN,http://localhost:3000,cors.origin,http://localhost:3000",
        "TRUSTED_PROXIES,10.0.0.0/8,trusted.proxies,10.0.0.0/8",
    })
    void understandsTheDocumentedVariables(String variable, String value, String property, String meaning) {
        assertThat(start(variable, value).getProperty(property)).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql://user:pass@localhost:5401/auth_db|jdbc:postgresql://localhost:5401/auth_db|user|pass",
                "postgres://user:pass@db/auth|jdbc:postgresql://db/auth|user|pass",
                "postgresql://u%40x:p%2F%3a%23+%25@[::1]:5432/auth?sslmode=require|jdbc:postgresql://[::1]:5432/auth?sslmode=require|u@x|p/:#+%",
                "postgresql://user:a:b@h:1/d|jdbc:postgresql://h:1/d|user|a:b",
            })
    void translatesTheDatabaseUrl(String url, String jdbc, String user, String password) {
        StandardEnvironment environment = start("DATABASE_URL", url);

        assertThat(environment.getProperty("spring.datasource.url")).isEqualTo(jdbc);
        assertThat(environment.getProperty("spring.datasource.username")).isEqualTo(user);
        assertThat(environment.getProperty("spring.datasource.password")).isEqualTo(password);
    }

    @Test
    void leavesCredentialsAloneWhenTheDatabaseUrlHasNone() {
        StandardEnvironment environment = start("DATABASE_URL", "postgresql://localhost/d");

        assertThat(environment.getProperty("spring.datasource.url")).isEqualTo("jdbc:postgresql://localhost/d");
        assertThat(environment.getProperty("spring.datasource.username")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:hidden@h/d",
                "postgresql://u:hid#den@h/d",
                "postgresql://u:hid/den@h/d",
                "postgresql://u:hidden@h",
                "hidden",
                "postgresql://u:hidden@h/",
                "postgresql:u:hidden",
                "postgresql://u:hid den@h/d",
                "postgresql://u:hid%zzden@h/d"
            })
    void namesABrokenDatabaseUrlWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> start("DATABASE_URL", url))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageStartingWith("DATABASE_URL must look like postgresql://user:password@host:port/database")
                .hasMessageNotContainingAny("hid", "den@")
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({
        "PORT,http",
        "REDIS_TIMEOUT,soon",
        "REDIS_TIMEOUT,0ms",
        "PORT,65536",
        "PORT,-1",
        "MANAGEMENT_PORT,x",
        "NODE_ENV,staging",
        "APP_ENV,prod",
        "LOG_LEVEL,loud",
        "REDIS_URL,localhost:6301"
    })
    void refusesValuesThatMakeNoSense(String variable, String value) {
        assertThatThrownBy(() -> start(variable, value))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(variable);
    }

    @Test
    void prefersSpringsOwnVariables() {
        StandardEnvironment environment = start(
                "PORT", "3001", "SERVER_PORT", "4001", "NODE_ENV", "production", "SPRING_PROFILES_ACTIVE", "test");

        assertThat(environment.getProperty("server.port")).isEqualTo("4001");
        assertThat(environment.getProperty("spring.profiles.active")).isEqualTo("test");
    }

    @Test
    void ignoresEmptyVariables() {
        StandardEnvironment environment =
                start("PORT", "", "NODE_ENV", " ", "DATABASE_URL", "", "REDIS_URL", "", "LOG_LEVEL", "");

        assertThat(environment.getProperty("server.port")).isNull();
        assertThat(environment.getProperty("spring.profiles.active")).isNull();
    }

    @Test
    void logsStructuredInProduction() {
        assertThat(start("NODE_ENV", "production").getProperty("logging.structured.format.console"))
                .isEqualTo("ecs");
        assertThat(start("SPRING_PROFILES_ACTIVE", "metrics, production").getProperty("logging.structured.format.file"))
                .isEqualTo("ecs");
    }

    @Test
    void saysThatTheSharedSecretIsIgnored(CapturedOutput output) {
        start("JWT_SECRET", "your-very-long-secret-key");

        assertThat(output).containsOnlyOnce("JWT_SECRET is ignored").doesNotContain("your-very-long");
    }
}
