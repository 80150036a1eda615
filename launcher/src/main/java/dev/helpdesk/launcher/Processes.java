package dev.helpdesk.launcher;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Stops processes in the order in which they can do without each other. */
final class Processes {

    private Processes() {}

    static <T> void stopInOrder(Collection<T> processes, Function<T, String> name, Consumer<T> stop) {
        Map<Part.Stage, List<Runnable>> stages = new EnumMap<>(Part.Stage.class);
        for (T process : processes) {
            stages.computeIfAbsent(Part.stageOf(name.apply(process)), stage -> new ArrayList<>())
                    .add(() -> stop.accept(process));
        }
        for (Part.Stage stage : List.of(Part.Stage.SERVICE, Part.Stage.IDENTITY, Part.Stage.STORE)) {
            Together.run(stages.getOrDefault(stage, List.of()));
        }
    }

    /** The names of the processes that run, by their pid files. */
    static List<String> running(RunDirectory directory) {
        return directory.recorded().stream()
                .filter(name -> ProcessRecord.read(directory.pidFile(name))
                        .filter(ProcessRecord::isAlive)
                        .isPresent())
                .toList();
    }

    /** Stops whatever the pid files speak of; tells each name. */
    static void stopRecorded(RunDirectory directory, Consumer<String> told) {
        stopInOrder(directory.recorded(), name -> name, name -> {
            ProcessRecord.read(directory.pidFile(name))
                    .ifPresent(process -> ManagedProcess.stop(process, directory.pidFile(name)));
            told.accept(name);
        });
    }
}
