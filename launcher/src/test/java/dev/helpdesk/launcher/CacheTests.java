package dev.helpdesk.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTests {

    @TempDir
    Path folder;

    private Cache cache;

    @BeforeEach
    void openCache() {
        cache = new Cache(folder);
    }

    @Test
    void fillsAnEntryOnceForAllWhoAsk() {
        AtomicInteger fillings = new AtomicInteger();

        Together.run(Collections.nCopies(
                8, () -> cache.entry("server/1", entry -> write(entry, "program", "" + fillings.incrementAndGet()))));

        assertThat(fillings).hasValue(1);
        assertThat(folder.resolve("server/1/program")).hasContent("1");
    }

    @Test
    void keepsNothingOfAFillingThatFailed() {
        assertThatThrownBy(() -> cache.entry("server", entry -> {
                    write(entry, "half", "");
                    throw new IOException("disk full");
                }))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(cache.has("server")).isFalse();

        cache.entry("server", entry -> write(entry, "whole", ""));

        assertThat(folder.resolve("server"))
                .isDirectoryContaining("glob:**/whole")
                .isDirectoryNotContaining("glob:**/half");
    }

    @Test
    void liesInTheUsersCacheFolder() {
        assertThat(Cache.ofUser(Map.of("XDG_CACHE_HOME", "/caches")).path())
                .isEqualTo(Path.of("/caches/helpdesk-identity"));
        assertThat(Cache.ofUser(Map.of()).path())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "helpdesk-identity"));
    }

    private static void write(Path entry, String name, String content) throws IOException {
        Files.writeString(entry.resolve(name), content);
    }
}
