package dev.helpdesk.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.user.testing.Answer;
import dev.helpdesk.user.testing.Api;
import dev.helpdesk.user.testing.UserServiceTest;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;

@UserServiceTest
class OpenApiTests {

    @Autowired
    private Api api;

    @Autowired
    @Qualifier("requestMappingHandlerMapping") private RequestMappingHandlerMapping mapping;

    @Test
    void isServedToEverybody() {
        Answer answer = api.get("/api/profile/openapi.yaml").expect(200);

        assertThat(answer.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(answer.header("Cache-Control")).isEqualTo("max-age=3600, public");
        assertThat(answer.text()).startsWith("openapi: 3.1");
    }

    @Test
    void describesExactlyTheRoutesThereAre() {
        assertThat(described()).isEqualTo(routes());
    }

    private Set<String> described() {
        Map<String, Map<String, Map<String, Object>>> contract =
                new Yaml().load(api.get("/api/profile/openapi.yaml").text());
        Set<String> routes = new TreeSet<>();
        contract.getOrDefault("paths", Map.of())
                .forEach((path, methods) -> methods.keySet()
                        .forEach(method -> routes.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));
        return routes;
    }

    private Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        mapping.getHandlerMethods().forEach((route, method) -> {
            for (RequestMethod verb : route.getMethodsCondition().getMethods()) {
                route.getPatternValues().forEach(pattern -> routes.add(verb + " " + plain(pattern)));
            }
        });
        return routes;
    }

    /** Without the regular expressions of path variables. */
    private static String plain(String pattern) {
        return pattern.replaceAll("\\{(\\w+):(?:[^{}]|\\{[^{}]*})*}", "{$1}");
    }
}
