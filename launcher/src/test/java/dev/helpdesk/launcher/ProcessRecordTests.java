package dev.helpdesk.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessRecordTests {

    @TempDir
    Path folder;

    private final TestProcesses processes = new TestProcesses();

    @AfterEach
    void endProcesses() {
        processes.close();
    }

    @Test
    void knowsALivingProcess() throws IOException {
        assertThat(ProcessRecord.of(processes.sleeping(), Signal.TERM).isAlive())
                .isTrue();
    }

    @Test
    void doesNotTakeAnotherProcessWithThatPidForIt() throws IOException {
        ProcessRecord living = ProcessRecord.of(processes.sleeping(), Signal.TERM);
        ProcessRecord former = new ProcessRecord(living.pid(), living.startTicks() - 1, Signal.TERM);

        former.stop(Duration.ofSeconds(1));

        assertThat(former.isAlive()).isFalse();
        assertThat(living.isAlive()).isTrue();
    }

    @Test
    void stopsInOrder() throws IOException {
        ProcessRecord process = ProcessRecord.of(processes.sleeping(), Signal.TERM);

        process.stop(Duration.ofSeconds(20));

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void killsWhatDoesNotStop() throws IOException {
        ProcessRecord process = ProcessRecord.of(processes.deafTo("TERM"), Signal.TERM);

        process.stop(Duration.ofMillis(200));

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void stopsWhatIsFrozen() throws IOException {
        ProcessRecord process = ProcessRecord.of(processes.sleeping(), Signal.TERM);
        process.send(Signal.STOP);

        process.stop(Duration.ofSeconds(20));

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void comesBackFromItsFile() throws IOException {
        ProcessRecord process = new ProcessRecord(12, 345_678_901_234L, Signal.INT);
        Path file = folder.resolve("auth-db.pid");

        process.write(file);

        assertThat(ProcessRecord.read(file)).contains(process);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "12 34", "12 x TERM", "12 34 NONE", "12 34 TERM more"})
    void isNothingWhenItsFileIsBroken(String content) throws IOException {
        Path file = folder.resolve("auth-db.pid");
        Files.writeString(file, content);

        assertThat(ProcessRecord.read(file)).isEmpty();
    }

    @Test
    void isNothingWithoutAFile() {
        assertThat(ProcessRecord.read(folder.resolve("auth-db.pid"))).isEmpty();
    }

    @Test
    void readsTheKernelsLineWhateverTheCommandIsCalled() {
        ProcessRecord.Stat stat =
                ProcessRecord.Stat.parse("42 (a) b (c) S 1 40 40 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 987654 1 2 3");

        assertThat(stat).isEqualTo(new ProcessRecord.Stat('S', 40, 987_654));
        assertThat(stat.isZombie()).isFalse();
    }

    @Test
    void takesAZombieForDead() {
        ProcessRecord.Stat stat =
                ProcessRecord.Stat.parse("42 (sh) Z 1 40 40 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 987654 1 2 3");

        assertThat(stat.isZombie()).isTrue();
    }
}
