package dev.helpdesk.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One of the project's own services, from the jar that the build made. */
record ServiceProcess(Project project, Part service, Path folder, URI url, Map<String, String> environment)
        implements Component {

    @Override
    public ProcessSpec prepare() throws IOException {
        Path executable = new ServiceFiles(project.serviceJar(service)).executable();
        return new ProcessSpec(
                Java.command(List.of(heap()), "-jar", executable.toString()),
                environment,
                folder,
                Signal.TERM,
                Duration.ofMinutes(2));
    }

    /** Pictures that are being decoded take more than everything else. */
    private String heap() {
        return service == Part.USER_SERVICE ? "-Xmx384m" : "-Xmx256m";
    }

    @Override
    public Probe probe() {
        return Probes.http(url.resolve("/health/ready"));
    }

    /** The environment holds secrets. */
    @Override
    public String toString() {
        return "ServiceProcess[" + service + ", " + url + "]";
    }
}
