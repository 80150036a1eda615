package dev.helpdesk.launcher;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What to start, where its files go and on which ports; {@code temporary} files are deleted at the end. */
public record PlatformOptions(
        Path directory,
        boolean temporary,
        Ports ports,
        Set<Part> parts,
        Map<Part, Map<String, String>> environment,
        String tokenLifetime) {

    private static final String DEFAULT_LIFETIME = "24h";

    public PlatformOptions {
        parts = Set.copyOf(parts);
        environment = Map.copyOf(environment);
    }

    /** Everything, on free ports, in a temporary folder. */
    public static PlatformOptions forTests() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "helpdesk-" + Secrets.random());
        return new PlatformOptions(folder, true, Ports.free(), Part.all(), Map.of(), DEFAULT_LIFETIME);
    }

    /** Everything, on the documented ports, in the work tree's {@code .run}. */
    static PlatformOptions forDevelopment(Project project, Map<String, String> environment) {
        String lifetime = environment.getOrDefault("JWT_EXPIRES_IN", "");
        return new PlatformOptions(
                project.root().resolve(".run"),
                false,
                Ports.documented(environment),
                Part.all(),
                Map.of(),
                lifetime.isBlank() ? DEFAULT_LIFETIME : lifetime);
    }

    /** Only these parts. */
    public PlatformOptions withParts(Set<Part> chosen) {
        return new PlatformOptions(directory, temporary, ports, chosen, environment, tokenLifetime);
    }

    /** With these environment variables for that part, over those that it has anyway. */
    public PlatformOptions withEnvironment(Part part, Map<String, String> variables) {
        Map<Part, Map<String, String>> all = new EnumMap<>(Part.class);
        all.putAll(environment);
        all.put(part, Map.copyOf(variables));
        return new PlatformOptions(directory, temporary, ports, parts, all, tokenLifetime);
    }

    /** With access tokens that live so long, in the form of {@code JWT_EXPIRES_IN}. */
    public PlatformOptions withTokenLifetime(String lifetime) {
        return new PlatformOptions(directory, temporary, ports, parts, environment, lifetime);
    }

    /** With the files in this folder, which is kept. */
    public PlatformOptions withDirectory(Path folder) {
        return new PlatformOptions(folder, false, ports, parts, environment, tokenLifetime);
    }

    EnumSet<Part> orderedParts() {
        EnumSet<Part> ordered = EnumSet.noneOf(Part.class);
        ordered.addAll(parts);
        return ordered;
    }
}
