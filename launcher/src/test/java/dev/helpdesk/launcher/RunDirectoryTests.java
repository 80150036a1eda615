package dev.helpdesk.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTests {

    @TempDir
    Path folder;

    private RunDirectory directory;

    @BeforeEach
    void createDirectory() {
        directory = new RunDirectory(folder.resolve(".run")).create();
    }

    @Test
    void isOpenToItsOwnerOnly() throws IOException {
        assertThat(Files.getPosixFilePermissions(directory.path()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void knowsItsProcessesByTheirPidFiles() throws IOException {
        Files.createFile(directory.pidFile("user-db"));
        Files.createFile(directory.pidFile("auth-db"));
        Files.createFile(directory.log("mail"));

        assertThat(directory.recorded()).containsExactly("auth-db", "user-db");
        assertThat(directory.logged()).containsExactly("mail");
    }

    @Test
    void hasDataOnceAPartHasSome() throws IOException {
        assertThat(directory.hasData()).isFalse();

        Files.createDirectory(directory.data("auth-db"));

        assertThat(directory.hasData()).isTrue();
    }

    @Test
    void isGoneWhenDeleted() {
        directory.delete();

        assertThat(directory.path()).doesNotExist();
        assertThat(directory.recorded()).isEmpty();
    }
}
