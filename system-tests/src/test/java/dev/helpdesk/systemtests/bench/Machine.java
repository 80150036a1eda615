package dev.helpdesk.systemtests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What the figures were measured on.
 *
 * @param load how busy the machine was, this benchmark included
 */
record Machine(String processor, int cores, long memoryGib, String system, String java, LocalDate day, String load) {

    static Machine now() throws IOException {
        return new Machine(
                field("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(field("/proc/meminfo", "MemTotal").split(" ", -1)[0]) / (1024 * 1024),
                field("/etc/os-release", "PRETTY_NAME").replace("\"", ""),
                System.getProperty("java.vendor.version", "") + " (Java "
                        + Runtime.version().feature() + ")",
                LocalDate.now(ZoneOffset.UTC),
                "load " + Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0]);
    }

    /** The value behind a name and a colon or an equals sign. */
    private static String field(String file, String name) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(file));
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).replaceFirst("^\\s*[:=]\\s*", ""))
                .findFirst()
                .orElse("unknown");
    }

    @Override
    public String toString() {
        return "%s, %d cores, %d GiB, %s, %s, %s, %s before"
                .formatted(processor, cores, memoryGib, system, java, day, load);
    }
}
