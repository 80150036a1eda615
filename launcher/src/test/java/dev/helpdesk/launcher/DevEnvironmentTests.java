package dev.helpdesk.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevEnvironmentTests {

    @TempDir
    Path folder;

    private final Ports ports = Ports.documented(Map.of("AUTH_PORT", "4001"));

    @Test
    void namesTheAddressesOnThePortsInUse() {
        DevEnvironment development = DevEnvironment.of(ports, Map.of());

        assertThat(development.url("AUTH_URL")).isEqualTo(URI.create("http://localhost:4001"));
        assertThat(development.url("USER_URL")).isEqualTo(URI.create("http://localhost:3002"));
        assertThat(development.url("KEYCLOAK_URL")).isEqualTo(URI.create("http://localhost:8080"));
        assertThat(development.get("AUTH_PORT")).isEqualTo("4001");
        assertThat(development.get("KEYCLOAK_REALM")).isEqualTo("helpdesk");
    }

    @Test
    void makesADifferentSecretForEachPurpose() {
        DevEnvironment development = DevEnvironment.of(ports, Map.of());

        assertThat(development.get("DEV_ADMIN_PASSWORD"))
                .matches("[0-9a-f]{48}")
                .isNotEqualTo(development.get("DEV_USER_PASSWORD"))
                .isNotEqualTo(DevEnvironment.of(ports, Map.of()).get("DEV_ADMIN_PASSWORD"));
    }

    @Test
    void keepsTheSecretsOfTheStartBefore() throws IOException {
        DevEnvironment first = DevEnvironment.of(ports, Map.of());
        first.write(folder.resolve("dev.env"));

        DevEnvironment second =
                DevEnvironment.of(Ports.documented(Map.of()), DevEnvironment.read(folder.resolve("dev.env")));

        assertThat(second.get("AUTH_CLIENT_SECRET")).isEqualTo(first.get("AUTH_CLIENT_SECRET"));
        assertThat(second.get("USER_DATABASE_URL")).isEqualTo(first.get("USER_DATABASE_URL"));
        assertThat(second.get("AUTH_PORT")).isEqualTo("3001");
    }

    @Test
    void isReadableByItsOwnerOnly() throws IOException {
        Path file = folder.resolve("dev.env");

        DevEnvironment.of(ports, Map.of()).write(file);

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void readsNamesAndValues() throws IOException {
        Path file = folder.resolve("dev.env");
        Files.writeString(file, "# comment\n\nA=1\n B = two=2 \nnonsense\nEMPTY=\n=x\n");

        assertThat(DevEnvironment.read(file)).isEqualTo(Map.of("A", "1", "B", "two=2", "EMPTY", ""));
    }

    @Test
    void holdsValuesThatAShellReadsAsTheyAre() {
        assertThat(DevEnvironment.of(ports, Map.of()).values().values())
                .allMatch(value -> value.matches("[\\w:/@.-]+"));
    }

    @Test
    void keepsSecretsOutOfItsText() {
        DevEnvironment development = DevEnvironment.of(ports, Map.of());

        assertThat(development.toString())
                .contains("DEV_USER_PASSWORD")
                .doesNotContain(development.get("DEV_USER_PASSWORD"));
    }

    @Test
    void saysWhichNameItDoesNotKnow() {
        assertThatThrownBy(() -> DevEnvironment.of(ports, Map.of()).get("NONE"))
                .isInstanceOf(LauncherException.class)
                .hasMessage("there is no NONE in the development environment");
    }
}
