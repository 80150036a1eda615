package dev.helpdesk.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Keycloak unpacked and built with the project's options and provider, once for all instances on this machine. */
record KeycloakDistribution(Cache cache, Project project) {

    /** The folder of the built server; takes half a minute when {@link #isBuilt} is false. */
    Path home() {
        return cache.entry(name(), this::build);
    }

    boolean isBuilt() {
        return cache.has(name());
    }

    /** Other options or another provider, another build. */
    String name() {
        try {
            byte[] options = Files.readAllBytes(project.keycloakConfiguration());
            byte[] provider = Files.readAllBytes(project.keycloakProvider());
            return "keycloak/" + project.keycloakVersion() + "-"
                    + new Digest().add(options).add(provider).shortName();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void build(Path folder) throws IOException {
        unpack(project.keycloakArchive(), folder);
        Files.delete(folder.resolve("conf/keycloak.conf"));
        Files.copy(project.keycloakConfiguration(), folder.resolve("conf/keycloak.conf"));
        Path provider = project.keycloakProvider();
        Files.copy(provider, folder.resolve("providers").resolve(provider.getFileName()));
        Programs.run(
                "building Keycloak",
                List.of("sh", folder.resolve("bin/kc.sh").toString(), "build"),
                Map.of("JAVA_HOME", Java.home().toString()),
                "");
    }

    /** Leaves out the archive's one top folder. */
    private static void unpack(Path archive, Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                Path name = Path.of(entry.getName());
                if (!entry.isDirectory() && name.getNameCount() > 1) {
                    Path target = folder.resolve(name.subpath(1, name.getNameCount()));
                    Files.createDirectories(target.getParent());
                    try (InputStream content = zip.getInputStream(entry)) {
                        Files.copy(content, target);
                    }
                }
            }
        }
    }
}
