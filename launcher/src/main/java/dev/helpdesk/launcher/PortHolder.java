package dev.helpdesk.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the process that listens on a port, as far as Linux lets us see it. */
final class PortHolder {

    private static final String LISTENING = "0A";

    private PortHolder() {}

    static Optional<String> of(int port) {
        Set<String> sockets = new HashSet<>();
        sockets.addAll(listeningSockets(Path.of("/proc/net/tcp"), port));
        sockets.addAll(listeningSockets(Path.of("/proc/net/tcp6"), port));
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses()
                .filter(process -> holdsOneOf(process.pid(), sockets))
                .findFirst()
                .map(process -> "%s (pid %d)".formatted(nameOf(process), process.pid()));
    }

    /** Lines of /proc/net/tcp: number, local address:port, remote, state, ..., inode as tenth column. */
    static Set<String> listeningSockets(Path table, int port) {
        String suffix = ":%04X".formatted(port);
        Set<String> sockets = new HashSet<>();
        for (String line : lines(table)) {
            String[] columns = line.strip().split("\\s+", -1);
            if (columns.length > 9 && columns[1].endsWith(suffix) && columns[3].equals(LISTENING)) {
                sockets.add("socket:[" + columns[9] + "]");
            }
        }
        return sockets;
    }

    private static boolean holdsOneOf(long pid, Set<String> sockets) {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return files.anyMatch(file -> sockets.contains(targetOf(file)));
        } catch (IOException e) {
            return false; // another user's process, or gone
        }
    }

    private static String targetOf(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String nameOf(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> String.valueOf(Path.of(command).getFileName()))
                .orElse("a process");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
