package dev.helpdesk.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real PostgreSQL and Redis processes on free ports. */
@Timeout(180)
class PlatformIT {

    private static final Set<Part> STORES = EnumSet.range(Part.AUTH_DB, Part.USER_REDIS);

    @TempDir
    Path folder;

    @AfterEach
    void stopWhatIsLeft() {
        Processes.stopRecorded(new RunDirectory(folder), name -> {});
    }

    @Test
    void startsTheStoresAndStopsThemWithoutATrace() {
        PlatformOptions options = PlatformOptions.forTests().withParts(STORES);

        try (Platform platform = Platform.start(options)) {
            assertThat(STORES).allMatch(part -> platform.process(part).isRunning());
            assertThat(options.directory().resolve("dev.env")).exists();
        }

        assertThat(options.directory()).doesNotExist();
        options.ports().requireFree(STORES);
    }

    @Test
    void keepsDataBetweenStarts() throws IOException {
        PlatformOptions options = only(Part.AUTH_DB, Part.AUTH_REDIS);
        try (Platform platform = Platform.start(options);
                RedisConnection redis = redis(platform)) {
            assertThat(redis.call("SET sample kept")).isEqualTo("+OK");
        }

        try (Platform platform = Platform.start(options);
                RedisConnection redis = redis(platform)) {
            assertThat(redis.call("GET sample")).isEqualTo("kept");
            assertThat(Files.readString(platform.process(Part.AUTH_DB).log()))
                    .contains("database system was shut down at")
                    .doesNotContain("not properly shut down");
        }
    }

    @Test
    void keepsAnAcknowledgedWriteThroughACrash() throws IOException {
        try (Platform platform = Platform.start(only(Part.AUTH_REDIS))) {
            try (RedisConnection redis = redis(platform)) {
                assertThat(redis.call("SET session ended")).isEqualTo("+OK");
            }
            platform.process(Part.AUTH_REDIS).kill();
            platform.process(Part.AUTH_REDIS).start();

            try (RedisConnection redis = redis(platform)) {
                assertThat(redis.call("GET session")).isEqualTo("ended");
            }
        }
    }

    @Test
    void erasesWhatAStoppedStoreHolds() throws IOException {
        try (Platform platform = Platform.start(only(Part.AUTH_REDIS))) {
            ManagedProcess store = platform.process(Part.AUTH_REDIS);
            try (RedisConnection redis = redis(platform)) {
                assertThat(redis.call("SET session ended")).isEqualTo("+OK");
            }
            assertThatThrownBy(() -> platform.erase(Part.AUTH_REDIS))
                    .isInstanceOf(LauncherException.class)
                    .hasMessage("auth-redis is running: stop it before its data goes");
            long before = store.pid();

            store.kill();
            platform.erase(Part.AUTH_REDIS);
            store.start();

            assertThat(store.pid()).isNotEqualTo(before);
            try (RedisConnection redis = redis(platform)) {
                assertThat(redis.call("EXISTS session")).isEqualTo(":0");
            }
        }
    }

    @Test
    void startsADatabaseAgainAfterACrash() throws IOException {
        try (Platform platform = Platform.start(only(Part.USER_DB))) {
            ManagedProcess database = platform.process(Part.USER_DB);
            database.kill();

            database.start();

            assertThat(Files.readString(database.log())).contains("database system was not properly shut down");
            assertThat(database.isRunning()).isTrue();
        }
    }

    @Test
    void lendsEachStoreTheUrlThatTheServicesGet() throws IOException {
        try (Platform platform = Platform.start(only(Part.AUTH_REDIS))) {
            DevEnvironment development = platform.development();

            assertThat(development.get("AUTH_REDIS_URL"))
                    .isEqualTo("redis://:%s@localhost:%s"
                            .formatted(development.get("AUTH_REDIS_PASSWORD"), development.get("AUTH_REDIS_PORT")));
            assertThat(commandLineOf(Part.AUTH_REDIS, platform)).doesNotContain(development.get("AUTH_REDIS_PASSWORD"));
        }
    }

    @Test
    void startsNothingWhenAPortIsTaken() throws IOException {
        PlatformOptions options = only(Part.AUTH_DB, Part.AUTH_REDIS);
        try (ServerSocket taken =
                new ServerSocket(options.ports().of(Port.AUTH_REDIS), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Platform.start(options))
                    .isInstanceOf(LauncherException.class)
                    .hasMessageStartingWith("port " + taken.getLocalPort() + " of auth-redis is taken by ");
        }

        assertThat(folder.resolve("data")).isEmptyDirectory();
        assertThat(new RunDirectory(folder).recorded()).isEmpty();
    }

    @Test
    void refusesASecondStartAndTouchesNothing() throws IOException {
        PlatformOptions options = only(Part.AUTH_REDIS);
        Platform first = Platform.start(options);
        ManagedProcess redis = first.process(Part.AUTH_REDIS);
        assertThatThrownBy(() -> Platform.start(options))
                .isInstanceOf(LauncherException.class)
                .hasMessage("another start or stop is under way in " + folder);

        first.leaveRunning();
        assertThatThrownBy(() -> Platform.start(options))
                .isInstanceOf(LauncherException.class)
                .hasMessage("already running (auth-redis): 'make status' tells more, 'make stop' ends it");

        assertThat(redis.isRunning()).isTrue();
    }

    @Test
    void stopsWhatIsRecordedFromAnotherLauncher() {
        Platform platform = Platform.start(only(Part.AUTH_DB, Part.AUTH_REDIS));
        platform.leaveRunning();
        RunDirectory directory = new RunDirectory(folder);
        assertThat(Processes.running(directory)).containsExactly("auth-db", "auth-redis");

        Processes.stopRecorded(directory, name -> {});

        assertThat(Processes.running(directory)).isEmpty();
        assertThat(directory.recorded()).isEmpty();
        assertThat(platform.process(Part.AUTH_DB).isRunning()).isFalse();
    }

    @Test
    void stopsEverythingWhenOnePartDiesWhileStarting() throws IOException {
        PlatformOptions options = only(Part.AUTH_REDIS, Part.USER_REDIS);
        Platform.start(options).close();
        Path data = folder.resolve("data/user-redis/appendonly.aof");
        Files.writeString(data, "broken", StandardOpenOption.TRUNCATE_EXISTING);

        assertThatThrownBy(() -> Platform.start(options))
                .isInstanceOf(LauncherException.class)
                .hasMessageStartingWith("user-redis ended while starting; the end of ")
                .hasMessageContaining("Bad file format reading the append only file");

        assertThat(new RunDirectory(folder).recorded()).isEmpty();
        options.ports().requireFree(options.parts());
    }

    @Test
    void saysThatThePasswordsOfItsDatabasesAreGone() throws IOException {
        PlatformOptions options = only(Part.AUTH_REDIS);
        Platform.start(options).close();
        Files.delete(folder.resolve("dev.env"));

        assertThatThrownBy(() -> Platform.start(options))
                .isInstanceOf(LauncherException.class)
                .hasMessage(
                        "%s with the passwords of the databases is gone: 'make reset' starts anew",
                        folder.resolve("dev.env"));
    }

    private PlatformOptions only(Part... parts) {
        return PlatformOptions.forTests().withParts(Set.of(parts)).withDirectory(folder);
    }

    private static RedisConnection redis(Platform platform) throws IOException {
        Map<String, String> values = platform.development().values();
        return new RedisConnection(
                Integer.parseInt(values.getOrDefault("AUTH_REDIS_PORT", "")),
                values.getOrDefault("AUTH_REDIS_PASSWORD", ""));
    }

    private static String commandLineOf(Part part, Platform platform) throws IOException {
        Path pidFile = platform.process(part).log().resolveSibling("../pids/" + part.title() + ".pid");
        long pid = ProcessRecord.read(pidFile).orElseThrow().pid();
        return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
    }
}
