package dev.helpdesk.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeycloakProcessTests {

    @TempDir
    Path folder;

    private Project project;
    private Path provider;
    private KeycloakDistribution distribution;
    private KeycloakProcess process;

    @BeforeEach
    void prepareProject() throws IOException {
        project = new Project(folder.resolve("project"));
        Files.createDirectories(project.keycloakConfiguration().getParent());
        Files.writeString(project.keycloakConfiguration(), "db=postgres\n");
        provider = project.root().resolve("keycloak/target/helpdesk-keycloak-provider.jar");
        Files.createDirectories(provider.getParent());
        Files.writeString(provider, "provider");
        Files.createDirectories(project.root().resolve("realm-export"));
        Files.writeString(project.root().resolve("realm-export/helpdesk-realm.json"), "{}");
        Files.writeString(project.root().resolve("realm-export/password-denylist.txt"), "password1234");
        distribution = new KeycloakDistribution(new Cache(folder.resolve("cache")), project);
        process = new KeycloakProcess(
                project, distribution, folder.resolve("keycloak"), Ports.free(), Map.of("KC_DB_PASSWORD", "secret"));
    }

    @Test
    void seesTheSharedServerThroughLinksAndHasItsOwnData() throws IOException {
        pretendBuilt("1");

        ProcessSpec spec = process.prepare();

        assertThat(folder.resolve("keycloak/lib/version")).hasContent("1");
        assertThat(folder.resolve("keycloak/lib")).isSymbolicLink();
        assertThat(folder.resolve("keycloak/data/import/helpdesk-realm.json")).hasContent("{}");
        assertThat(folder.resolve("keycloak/data/import/password-denylist.txt")).hasContent("password1234");
        assertThat(spec.command())
                .contains("start", "--optimized", "--import-realm")
                .doesNotContain("secret");
        assertThat(spec.environment()).containsEntry("KC_DB_PASSWORD", "secret");
    }

    @Test
    void movesToAnotherBuildWhenTheOptionsChange() throws IOException {
        pretendBuilt("1");
        process.prepare();
        Files.writeString(folder.resolve("keycloak/data/kept"), "");
        Files.writeString(project.keycloakConfiguration(), "db=postgres\nhealth-enabled=true\n");
        assertThat(distribution.isBuilt()).isFalse();
        pretendBuilt("2");

        process.prepare();

        assertThat(folder.resolve("keycloak/lib/version")).hasContent("2");
        assertThat(folder.resolve("keycloak/data/kept")).exists();
    }

    @Test
    void belongsToOneProviderJar() throws IOException {
        pretendBuilt("1");

        Files.writeString(provider, "another provider");

        assertThat(distribution.isBuilt()).isFalse();
    }

    @Test
    void saysThatTheProviderJarIsMissing() throws IOException {
        Files.delete(provider);

        assertThatThrownBy(distribution::home)
                .isInstanceOf(LauncherException.class)
                .hasMessage("keycloak/target/helpdesk-keycloak-provider.jar is missing: run 'make install' first");
    }

    private void pretendBuilt(String version) {
        distribution.cache().entry(distribution.name(), entry -> {
            Files.createDirectory(entry.resolve("lib"));
            Files.writeString(entry.resolve("lib/version"), version);
        });
        assertThat(distribution.isBuilt()).isTrue();
    }
}
