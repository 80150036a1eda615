package dev.helpdesk.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** Where a running system keeps its files: data, logs, pid files and the development environment. */
record RunDirectory(Path path) {

    RunDirectory create() {
        try {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            if (!Files.isWritable(path)) {
                throw new LauncherException(
                        "%s belongs to %s: go on as that user".formatted(path, Files.getOwner(path)));
            }
            Files.createDirectories(path.resolve("data"));
            Files.createDirectories(path.resolve("logs"));
            Files.createDirectories(path.resolve("pids"));
            return this;
        } catch (IOException e) {
            throw new LauncherException("cannot create " + path + ": " + e.getMessage(), e);
        }
    }

    Path data(String name) {
        return path.resolve("data").resolve(name);
    }

    Path log(String name) {
        return path.resolve("logs").resolve(name + ".log");
    }

    Path pidFile(String name) {
        return path.resolve("pids").resolve(name + ".pid");
    }

    Path environment() {
        return path.resolve("dev.env");
    }

    Path lock() {
        return path.resolve("lock");
    }

    boolean hasData() {
        return Files.isDirectory(path.resolve("data"))
                && !names(path.resolve("data"), "").isEmpty();
    }

    /** The names of all processes that have a pid file. */
    List<String> recorded() {
        return names(path.resolve("pids"), ".pid");
    }

    List<String> logged() {
        return names(path.resolve("logs"), ".log");
    }

    void delete() {
        DirectoryTree.delete(path);
    }

    private static List<String> names(Path folder, String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(suffix))
                    .map(name -> name.substring(0, name.length() - suffix.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
