package dev.helpdesk.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What a pid file says: which process it was, so that another one with the same pid is not taken for it, and how it is stopped. */
record ProcessRecord(long pid, long startTicks, Signal stopSignal) {

    private static final Duration STEP = Duration.ofMillis(20);

    static ProcessRecord of(long pid, Signal stopSignal) {
        return new ProcessRecord(pid, stat(pid).map(Stat::startTicks).orElse(-1L), stopSignal);
    }

    /** Empty for no file or one that was cut short. */
    static Optional<ProcessRecord> read(Path file) {
        try {
            List<String> words = List.of(Files.readString(file).strip().split(" ", -1));
            return words.size() == 3
                    ? Optional.of(new ProcessRecord(
                            Long.parseLong(words.get(0)), Long.parseLong(words.get(1)), Signal.valueOf(words.get(2))))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        Files.writeString(file, "%d %d %s%n".formatted(pid, startTicks, stopSignal));
    }

    boolean isAlive() {
        return stat(pid)
                .filter(stat -> stat.startTicks() == startTicks && !stat.isZombie())
                .isPresent();
    }

    void send(Signal signal) {
        stat(pid)
                .filter(stat -> stat.startTicks() == startTicks)
                .ifPresent(stat -> signal.sendTo(pid, stat.group() == pid));
    }

    /** Asks to stop, waits, and kills in the end. */
    void stop(Duration patience) {
        if (!isAlive()) {
            return;
        }
        stopSignal.sendTo(pid, false);
        send(Signal.CONT); // a frozen process gets its signal only when it goes on
        if (!awaitEnd(patience)) {
            kill();
        }
    }

    void kill() {
        send(Signal.KILL);
        awaitEnd(Duration.ofSeconds(10));
    }

    /** Returns when the process stands still. */
    void freeze() {
        send(Signal.STOP);
        await(() -> !isAlive() || isFrozen(), Duration.ofSeconds(10));
    }

    /** Returns when the process goes on. */
    void thaw() {
        send(Signal.CONT);
        await(() -> !isFrozen(), Duration.ofSeconds(10));
    }

    private boolean isFrozen() {
        return stat(pid).filter(stat -> stat.state() == 'T').isPresent();
    }

    private boolean awaitEnd(Duration patience) {
        return await(() -> !isAlive(), patience);
    }

    /** A signal takes effect some time after it was sent. */
    private static boolean await(BooleanSupplier condition, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline || !Pause.of(STEP)) {
                return condition.getAsBoolean();
            }
        }
        return true;
    }

    private static Optional<Stat> stat(long pid) {
        try {
            return Optional.of(Stat.parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat"))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The columns of /proc/PID/stat that matter here (proc(5): state 3, pgrp 5, starttime 22). */
    record Stat(char state, long group, long startTicks) {

        static Stat parse(String line) {
            // The second column is the command in brackets and may hold blanks and brackets itself.
            String[] columns = line.substring(line.lastIndexOf(')') + 2).strip().split(" ", -1);
            return new Stat(columns[0].charAt(0), Long.parseLong(columns[2]), Long.parseLong(columns[19]));
        }

        boolean isZombie() {
            return state == 'Z' || state == 'X';
        }
    }
}
