package dev.helpdesk.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Unpacked servers, kept outside the work tree and shared by all of the user's work trees. */
record Cache(Path path) {

    /** A file lock keeps other processes out, but not other threads. */
    private static final Map<Path, Object> MONITORS = new ConcurrentHashMap<>();

    /** Fills an empty folder that becomes the entry when it is whole. */
    @FunctionalInterface
    interface Filling {
        void fill(Path folder) throws IOException;
    }

    static Cache ofUser(Map<String, String> environment) {
        String base = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path folder = base.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(base);
        return new Cache(folder.toAbsolutePath().resolve("helpdesk-identity"));
    }

    /** The folder of that name, filled once whatever number of processes ask for it at the same time. */
    Path entry(String name, Filling filling) {
        Path entry = path.resolve(name);
        if (!Files.isDirectory(entry)) {
            synchronized (MONITORS.computeIfAbsent(entry, anew -> new Object())) {
                fillLocked(entry, filling);
            }
        }
        return entry;
    }

    boolean has(String name) {
        return Files.isDirectory(path.resolve(name));
    }

    private static void fillLocked(Path entry, Filling filling) {
        try {
            Files.createDirectories(entry.getParent());
            Path lockFile = entry.resolveSibling(entry.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !Files.isDirectory(entry)) {
                    Path draft = entry.resolveSibling(entry.getFileName() + ".new");
                    DirectoryTree.delete(draft);
                    Files.createDirectory(draft);
                    filling.fill(draft);
                    Files.move(draft, entry, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
