package dev.helpdesk.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ManagedProcessTests {

    @TempDir
    Path folder;

    private RunDirectory directory;
    private ManagedProcess process;

    @BeforeEach
    void createDirectory() {
        directory = new RunDirectory(folder).create();
        process = shell("echo $WORD; touch ready; exec sleep 600", Duration.ofSeconds(30));
    }

    @AfterEach
    void stopProcess() {
        process.stop();
    }

    @Test
    void returnsFromStartWhenTheProbeSaysSo() {
        process.start();

        assertThat(process.isRunning()).isTrue();
        assertThat(folder.resolve("ready")).exists();
        assertThat(process.log()).hasContent("hello");
        assertThat(ProcessRecord.read(directory.pidFile("sample")))
                .hasValueSatisfying(record -> assertThat(record.isAlive()).isTrue());
    }

    @Test
    void leavesNothingButItsLogWhenStopped() {
        process.start();

        process.stop();

        assertThat(process.isRunning()).isFalse();
        assertThat(directory.recorded()).isEmpty();
        assertThat(process.log()).exists();
    }

    @Test
    void showsTheEndOfTheLogOfAProcessThatDied() {
        process = shell("echo cannot bind >&2; exit 3", Duration.ofSeconds(30));

        assertThatThrownBy(process::start)
                .isInstanceOf(LauncherException.class)
                .hasMessageStartingWith("sample ended while starting; the end of " + process.log())
                .hasMessageEndingWith("\n    cannot bind");
    }

    @Test
    void givesUpOnAProcessThatIsNeverReady() {
        process = shell("echo waiting; exec sleep 600", Duration.ofMillis(300));

        assertThatThrownBy(process::start)
                .isInstanceOf(LauncherException.class)
                .hasMessageStartingWith("sample was not ready after 0 s");
    }

    @Test
    void doesNotStartTwice() {
        process.start();

        assertThatThrownBy(process::start)
                .isInstanceOf(LauncherException.class)
                .hasMessage("sample is running already");
    }

    @Test
    void keepsTheLogOfTheStartBefore() throws Exception {
        process.start();
        Files.delete(folder.resolve("ready"));

        process.restart();

        assertThat(process.isRunning()).isTrue();
        assertThat(directory.log("sample").resolveSibling("sample.log.1")).hasContent("hello");
    }

    @Test
    void startsAgainAfterACrash() throws Exception {
        process.start();
        Files.delete(folder.resolve("ready"));

        process.kill();
        assertThat(process.isRunning()).isFalse();
        process.start();

        assertThat(process.isRunning()).isTrue();
    }

    @Test
    void freezesAndGoesOn() throws Exception {
        process.start();
        long pid = ProcessRecord.read(directory.pidFile("sample")).orElseThrow().pid();

        process.pause();
        assertThat(stateOf(pid)).isEqualTo('T');
        process.resume();

        assertThat(stateOf(pid)).isNotEqualTo('T');
        assertThat(process.isRunning()).isTrue();
    }

    @Test
    void isNotStartedAnyMoreOnceRetired() {
        process.retire();

        assertThatThrownBy(process::start)
                .isInstanceOf(LauncherException.class)
                .hasMessage("sample is not started: everything is being stopped");
        assertThat(directory.recorded()).isEmpty();
    }

    private static char stateOf(long pid) throws Exception {
        return ProcessRecord.Stat.parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")))
                .state();
    }

    private ManagedProcess shell(String script, Duration patience) {
        return new ManagedProcess("sample", directory, new Component() {
            @Override
            public ProcessSpec prepare() {
                return new ProcessSpec(
                        List.of("sh", "-c", script), Map.of("WORD", "hello"), folder, Signal.TERM, patience);
            }

            @Override
            public Probe probe() {
                return () -> Files.exists(folder.resolve("ready"));
            }
        });
    }
}
