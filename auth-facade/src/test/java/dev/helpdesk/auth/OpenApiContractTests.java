package dev.helpdesk.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;

@FacadeTest
class OpenApiContractTests {

    /** Served by what all services share. */
    private static final Set<String> HEALTH = Set.of("get /health", "get /health/live", "get /health/ready");

    private static final Pattern REFERENCE = Pattern.compile("'#/components/([A-Za-z]+)/([A-Za-z-]+)'");

    private final MockMvcTester mvc;
    private final RequestMappingHandlerMapping mappings;

    OpenApiContractTests(
            @Autowired MockMvcTester mvc,
            @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.mvc = mvc;
        this.mappings = mappings;
    }

    @Test
    void isServedToEverybody() {
        MvcTestResult result = mvc.get().uri("/api/auth/openapi.yaml").exchange();

        assertThat(result)
                .hasStatusOk()
                .hasHeader("Content-Type", "application/yaml")
                .hasHeader("Cache-Control", "max-age=3600, public");
    }

    @Test
    void namesEveryRouteAndNoOther() throws Exception {
        Set<String> routes = mappings.getHandlerMethods().entrySet().stream()
                .filter(mapped -> mapped.getValue().getBeanType().getName().startsWith("dev.helpdesk.auth."))
                .flatMap(mapped -> routes(mapped.getKey()))
                .collect(Collectors.toSet());

        Set<String> documented = documentedRoutes();
        assertThat(documented).containsAll(HEALTH);
        documented.removeAll(HEALTH);
        assertThat(documented).isEqualTo(routes);
    }

    @Test
    void refersOnlyToWhatIsThere() throws Exception {
        Map<String, Map<String, Object>> components = section("components");

        REFERENCE
                .matcher(document())
                .results()
                .forEach(reference -> assertThat(components.getOrDefault(reference.group(1), Map.of()))
                        .as(reference.group())
                        .containsKey(reference.group(2)));
    }

    private static Stream<String> routes(RequestMappingInfo mapping) {
        return mapping.getMethodsCondition().getMethods().stream()
                .flatMap(method -> mapping.getPatternValues().stream()
                        .map(path -> method.name().toLowerCase(Locale.ROOT) + " " + path));
    }

    private Set<String> documentedRoutes() throws Exception {
        return section("paths").entrySet().stream()
                .flatMap(path -> path.getValue().keySet().stream().map(method -> method + " " + path.getKey()))
                .collect(Collectors.toSet());
    }

    private Map<String, Map<String, Object>> section(String name) throws Exception {
        Map<String, Map<String, Map<String, Object>>> all = new Yaml().load(document());
        return Objects.requireNonNull(all.get(name));
    }

    private String document() throws Exception {
        return mvc.get().uri("/api/auth/openapi.yaml").exchange().getResponse().getContentAsString();
    }
}
