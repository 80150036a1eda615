package dev.helpdesk.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTests {

    @Test
    void areTheDocumentedOnes() {
        Ports ports = Ports.documented(Map.of());

        assertThat(ports.of(Port.AUTH)).isEqualTo(3001);
        assertThat(ports.of(Port.USER)).isEqualTo(3002);
        assertThat(ports.of(Port.KEYCLOAK)).isEqualTo(8080);
        assertThat(ports.of(Port.AUTH_DB)).isEqualTo(5401);
        assertThat(ports.of(Port.USER_DB)).isEqualTo(5402);
        assertThat(ports.of(Port.AUTH_REDIS)).isEqualTo(6301);
        assertThat(ports.of(Port.USER_REDIS)).isEqualTo(6302);
    }

    @Test
    void changeByTheirVariables() {
        Ports ports = Ports.documented(Map.of("AUTH_PORT", " 4001 ", "USER_PORT", ""));

        assertThat(ports.of(Port.AUTH)).isEqualTo(4001);
        assertThat(ports.of(Port.USER)).isEqualTo(3002);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "65536", "http", "1e3"})
    void refuseWhatIsNoPort(String wish) {
        assertThatThrownBy(() -> Ports.documented(Map.of("MAIL_PORT", wish)))
                .isInstanceOf(LauncherException.class)
                .hasMessage("MAIL_PORT is not a port number: " + wish);
    }

    @Test
    void refuseOneNumberForTwo() {
        assertThatThrownBy(() -> Ports.documented(Map.of("USER_PORT", "3001")))
                .isInstanceOf(LauncherException.class)
                .hasMessage("port 3001 is given to two parts: AUTH_PORT and USER_PORT");
    }

    @Test
    void areAllDifferentWhenFree() {
        Ports ports = Ports.free();

        Set<Integer> numbers = new HashSet<>();
        for (Port port : Port.values()) {
            numbers.add(ports.of(port));
        }
        assertThat(numbers).hasSameSizeAs(Port.values()).allMatch(Ports::isFree);
    }

    @Test
    void tellWhichPortIsTakenAndByWhom() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = Ports.documented(Map.of("AUTH_REDIS_PORT", Integer.toString(taken.getLocalPort())));

            assertThatThrownBy(() -> ports.requireFree(Set.of(Part.AUTH_REDIS)))
                    .isInstanceOf(LauncherException.class)
                    .hasMessage(
                            "port %d of auth-redis is taken by java (pid %d): stop that, or choose another with"
                                    + " AUTH_REDIS_PORT=<number>",
                            taken.getLocalPort(), ProcessHandle.current().pid());
        }
    }

    @Test
    void ofPartsThatAreNotStartedMayBeTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            Ports ports = Ports.documented(Map.of("AUTH_REDIS_PORT", Integer.toString(taken.getLocalPort())));

            ports.requireFree(Set.of());

            assertThat(Ports.isFree(ports.of(Port.AUTH_REDIS))).isFalse();
        }
    }
}
