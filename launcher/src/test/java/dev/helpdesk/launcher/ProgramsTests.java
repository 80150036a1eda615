package dev.helpdesk.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgramsTests {

    @Test
    void giveInputAndEnvironmentAndReturnWhatWasWritten() throws IOException {
        String output = Programs.run("test", List.of("sh", "-c", "cat; echo $WORD"), Map.of("WORD", "two"), "one\n");

        assertThat(output).isEqualTo("one\ntwo\n");
    }

    @Test
    void showWhatAFailedProgramWrote() {
        assertThatThrownBy(() -> Programs.run("initdb", List.of("sh", "-c", "echo no space >&2; exit 1"), Map.of(), ""))
                .isInstanceOf(LauncherException.class)
                .hasMessage("initdb failed:\nno space");
    }

    @Test
    void tellWhetherAProgramSucceeds() {
        assertThat(Programs.succeeds(List.of("true"))).isTrue();
        assertThat(Programs.succeeds(List.of("false"))).isFalse();
        assertThat(Programs.succeeds(List.of("no-such-program"))).isFalse();
    }

    @Test
    void findWhatIsInstalled() {
        assertThat(Programs.isInstalled("sh")).isTrue();
        assertThat(Programs.isInstalled("no-such-program")).isFalse();
    }
}
