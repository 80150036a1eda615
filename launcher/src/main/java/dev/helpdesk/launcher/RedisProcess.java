package dev.helpdesk.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A Redis server that keeps what it has acknowledged. */
record RedisProcess(Cache cache, Path folder, int port, String password, Durability durability) implements Component {

    /** When a write reaches the disk. */
    enum Durability {
        /** Before it is acknowledged. */
        ALWAYS,
        /** Within a second. */
        EVERYSEC
    }

    @Override
    public ProcessSpec prepare() throws IOException {
        Files.createDirectories(folder);
        Path configuration = folder.resolve("redis.conf");
        SecretFile.write(configuration, """
                port %d
                bind 127.0.0.1
                requirepass %s
                dir %s
                appendonly yes
                appendfsync %s
                save ""
                maxmemory-policy noeviction
                daemonize no
                """.formatted(
                        port, password, folder, durability.name().toLowerCase(Locale.ROOT)));
        return new ProcessSpec(
                List.of(binary().toString(), configuration.toString()),
                Map.of(),
                folder,
                Signal.TERM,
                Duration.ofSeconds(30));
    }

    @Override
    public Probe probe() {
        return Probes.redis(port, password);
    }

    private Path binary() throws IOException {
        String name = Resources.isArm() ? "redis-server-6.2.7-linux-arm64" : "redis-server-6.2.6-v5-linux-amd64";
        byte[] content = Resources.read(name);
        Path entry = cache.entry("redis/" + new Digest().add(content).shortName(), target -> {
            Path program = target.resolve("redis-server");
            Files.write(program, content);
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        });
        return entry.resolve("redis-server");
    }

    /** The password stays out of messages. */
    @Override
    public String toString() {
        return "RedisProcess[" + port + "]";
    }
}
