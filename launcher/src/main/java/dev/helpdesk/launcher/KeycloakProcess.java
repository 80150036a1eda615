package dev.helpdesk.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Keycloak server: the shared distribution seen through links, with a data folder of its own. */
record KeycloakProcess(
        Project project, KeycloakDistribution distribution, Path folder, Ports ports, Map<String, String> environment)
        implements Component {

    /** As bin/kc.sh starts it, without the shell in between that signals would have to pass. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xms64m",
            "-Xmx512m",
            "-XX:MetaspaceSize=96m",
            "-XX:MaxMetaspaceSize=256m",
            "-Dfile.encoding=UTF-8",
            "-Duser.language=en",
            "-Duser.country=US",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                    + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "-Dpicocli.disable.closures=true",
            "-Dquarkus-log-max-startup-records=10000",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED");

    @Override
    public ProcessSpec prepare() throws IOException {
        linkDistribution();
        placeRealm();
        return new ProcessSpec(command(), environment, folder, Signal.TERM, Duration.ofMinutes(4));
    }

    @Override
    public Probe probe() {
        int port = ports.of(Port.KEYCLOAK_MANAGEMENT);
        return Probes.http(URI.create("http://127.0.0.1:%d/health/ready".formatted(port)));
    }

    private List<String> command() {
        List<String> options = Stream.concat(
                        JVM_OPTIONS.stream(),
                        Stream.of("-Dkc.home.dir=" + folder, "-Djboss.server.config.dir=" + folder.resolve("conf")))
                .toList();
        return Java.command(
                options,
                "-cp",
                folder.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                "start",
                "--optimized",
                "--import-realm");
    }

    private void linkDistribution() throws IOException {
        Path home = distribution.home();
        Files.createDirectories(folder);
        for (String part : List.of("bin", "conf", "lib", "providers", "themes")) {
            Path link = folder.resolve(part);
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, home.resolve(part));
        }
    }

    private void placeRealm() throws IOException {
        Path imports = Files.createDirectories(folder.resolve("data/import"));
        for (Path file : project.realmFiles()) {
            Files.copy(file, imports.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The environment holds secrets. */
    @Override
    public String toString() {
        return "KeycloakProcess[" + folder + "]";
    }
}
