package dev.helpdesk.launcher;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A mail server that takes every mail, delivers none and shows them over HTTP. */
record MailProcess(Project project, Path folder, int smtpPort, int webPort) implements Component {

    @Override
    public ProcessSpec prepare() {
        return new ProcessSpec(
                Java.command(
                        List.of(
                                "-Xmx64m",
                                "-Dgreenmail.smtp.hostname=127.0.0.1",
                                "-Dgreenmail.smtp.port=" + smtpPort,
                                "-Dgreenmail.api.hostname=127.0.0.1",
                                "-Dgreenmail.api.port=" + webPort,
                                "-Dgreenmail.auth.disabled",
                                "-Dgreenmail.startup.timeout=30000"),
                        "-jar",
                        project.mailArchive().toString()),
                Map.of(),
                folder,
                Signal.TERM,
                Duration.ofSeconds(60));
    }

    @Override
    public Probe probe() {
        Probe smtp = Probes.smtp(smtpPort);
        Probe web = Probes.http(URI.create("http://127.0.0.1:" + webPort + "/api/service/readiness"));
        return () -> smtp.isReady() && web.isReady();
    }
}
