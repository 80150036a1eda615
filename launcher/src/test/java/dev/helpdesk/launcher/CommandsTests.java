package dev.helpdesk.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTests {

    @TempDir
    Path root;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final TestProcesses processes = new TestProcesses();
    private RunDirectory directory;
    private Commands commands;

    @BeforeEach
    void prepare() {
        directory = new RunDirectory(root.resolve(".run"));
        commands = new Commands(
                new Project(root), Map.of("AUTH_PORT", "none"), new PrintStream(output, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void endProcesses() {
        processes.close();
    }

    @Test
    void statusOfAStoppedSystemSaysSo() throws IOException {
        assertThat(commands.status()).isFalse();

        assertThat(lines()).hasSize(Part.values().length).allMatch(line -> line.endsWith(" stopped"));
    }

    @Test
    void statusTellsTheDeadFromTheUnready() throws IOException {
        directory.create();
        Files.writeString(directory.environment(), "AUTH_PORT=" + Ports.free(1).getFirst() + "\n");
        ProcessRecord living = ProcessRecord.of(processes.sleeping(), Signal.TERM);
        living.write(directory.pidFile("auth-facade"));
        new ProcessRecord(living.pid(), living.startTicks() - 1, Signal.TERM).write(directory.pidFile("keycloak"));

        assertThat(commands.status()).isFalse();

        assertThat(lines())
                .contains("  auth-facade    running, but not ready (pid %d)".formatted(living.pid()))
                .contains("  keycloak       dead: see " + directory.log("keycloak"));
    }

    @Test
    void stopHasNothingToDoWhereNothingWasStarted() {
        commands.stop();

        assertThat(lines()).containsExactly("Nothing is running.");
        assertThat(directory.path()).doesNotExist();
    }

    @Test
    void stopEndsWhatIsRecordedAndKeepsItsData() throws IOException {
        directory.create();
        Files.createDirectory(directory.data("auth-db"));
        ProcessRecord living = ProcessRecord.of(processes.sleeping(), Signal.TERM);
        living.write(directory.pidFile("auth-db"));

        commands.stop();

        assertThat(living.isAlive()).isFalse();
        assertThat(lines()).containsExactly("  auth-db stopped", "Nothing is running.");
        assertThat(directory.data("auth-db")).exists();
    }

    @Test
    void resetDeletesEverything() throws IOException {
        directory.create();
        Files.createDirectory(directory.data("auth-db"));

        commands.reset();

        assertThat(directory.path()).doesNotExist();
        assertThat(lines()).containsExactly("Nothing is running.", "Data, secrets and logs are deleted.");
    }

    @Test
    void startRefusesABadPortBeforeItMakesAnything() {
        assertThatThrownBy(commands::start)
                .isInstanceOf(LauncherException.class)
                .hasMessage("AUTH_PORT is not a port number: none");
        assertThat(directory.path()).doesNotExist();
    }

    @Test
    void logsNeedAStart() {
        assertThatThrownBy(commands::logs)
                .isInstanceOf(LauncherException.class)
                .hasMessage("there are no logs yet: 'make start' first");
    }

    private List<String> lines() {
        return output.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
