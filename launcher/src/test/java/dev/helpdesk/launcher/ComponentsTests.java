package dev.helpdesk.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComponentsTests {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void keepSecretsOutOfTheirText(Part part) {
        Components components = components(PlatformOptions.forTests());

        assertThat(components.of(part).toString()).doesNotContainPattern("[0-9a-f]{48}");
    }

    @Test
    void letTheOptionsHaveTheLastWord() throws Exception {
        Components components = components(PlatformOptions.forTests()
                .withEnvironment(Part.AUTH_REDIS, Map.of())
                .withEnvironment(Part.KEYCLOAK, Map.of("KC_LOG_LEVEL", "debug", "KC_CACHE", "ispn")));

        KeycloakProcess keycloak = (KeycloakProcess) components.of(Part.KEYCLOAK);

        assertThat(keycloak.environment())
                .containsEntry("KC_LOG_LEVEL", "debug")
                .containsEntry("KC_CACHE", "ispn")
                .containsEntry("KC_HTTP_ENABLED", "true");
    }

    @Test
    void keepPasswordsOutOfCommands() throws Exception {
        PlatformOptions options = PlatformOptions.forTests();
        Components components = components(options);

        ProcessSpec redis = components.of(Part.AUTH_REDIS).prepare();

        assertThat(redis.command()).hasSize(2).last().asString().endsWith("redis.conf");
        assertThat(Path.of(redis.command().get(1))).content().contains("requirepass ", "appendfsync always");
    }

    private Components components(PlatformOptions options) {
        RunDirectory directory = new RunDirectory(folder).create();
        return new Components(
                Project.current(),
                Cache.ofUser(System.getenv()),
                directory,
                options,
                DevEnvironment.of(options.ports(), Map.of()));
    }
}
