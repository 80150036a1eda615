package dev.helpdesk.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortHolderTests {

    @TempDir
    Path folder;

    @Test
    void readsListeningSocketsOfThePortOnly() throws IOException {
        Path table = folder.resolve("tcp");
        Files.writeString(table, """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:0BB9 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0 100 0
                   1: 0100007F:0BB9 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 4712 1 0 100 0
                   2: 0100007F:0BBA 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4713 1 0 100 0
                """);

        assertThat(PortHolder.listeningSockets(table, 3001)).containsExactly("socket:[4711]");
    }

    @Test
    void knowsNothingWithoutATable() {
        assertThat(PortHolder.listeningSockets(folder.resolve("none"), 3001)).isEmpty();
    }

    @Test
    void findsNobodyOnAFreePort() {
        assertThat(PortHolder.of(Ports.free().of(Port.AUTH))).isEmpty();
    }
}
