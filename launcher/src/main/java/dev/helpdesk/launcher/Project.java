package dev.helpdesk.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The work tree: where the build puts what is started from here. */
record Project(Path root) {

    private static final Properties SERVERS = servers();

    /** The work tree that the current folder lies in. */
    static Project current() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("launcher/pom.xml"))) {
                return new Project(folder);
            }
        }
        throw new LauncherException("start this inside the work tree of Helpdesk Identity");
    }

    String keycloakVersion() {
        return SERVERS.getProperty("keycloak.version");
    }

    Path keycloakArchive() {
        return built("launcher/target/servers/" + SERVERS.getProperty("keycloak.archive"));
    }

    Path mailArchive() {
        return built("launcher/target/servers/" + SERVERS.getProperty("mail.archive"));
    }

    Path keycloakProvider() {
        return built("keycloak/target/helpdesk-keycloak-provider.jar");
    }

    Path serviceJar(Part service) {
        return built("%s/target/%s.jar".formatted(service.title(), service.title()));
    }

    Path keycloakConfiguration() {
        return root.resolve("keycloak/conf/keycloak.conf");
    }

    /** The realm and what it needs beside it. */
    List<Path> realmFiles() {
        try (Stream<Path> files = Files.list(root.resolve("realm-export"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path built(String path) {
        Path file = root.resolve(path);
        if (!Files.exists(file)) {
            throw new LauncherException(path + " is missing: run 'make install' first");
        }
        return file;
    }

    private static Properties servers() {
        Properties properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(Resources.read("servers.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
