package dev.helpdesk.launcher;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The running system: started in order, its processes at hand, stopped by {@link #close} or at the end of the JVM. */
public final class Platform implements AutoCloseable {

    private final PlatformOptions options;
    private final RunDirectory directory;
    private final RunLock lock;
    private final DevEnvironment development;
    private final Components components;
    private final Map<String, ManagedProcess> processes = new LinkedHashMap<>();
    private final Thread shutdownHook = new Thread(this::close, "stop");
    private boolean closed;

    private Platform(PlatformOptions options) {
        this.options = options;
        directory = new RunDirectory(options.directory()).create();
        lock = RunLock.take(directory);
        try {
            development = new Groundwork(directory, options).lay();
            components =
                    new Components(Project.current(), Cache.ofUser(System.getenv()), directory, options, development);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(shutdownHook);
    }

    /** Starts what the options name and returns when all of it does its work; leaves nothing behind when that fails. */
    public static Platform start(PlatformOptions options) {
        return start(options, Progress.NONE);
    }

    static Platform start(PlatformOptions options, Progress progress) {
        Platform platform = new Platform(options);
        try {
            platform.startParts(progress);
            return platform;
        } catch (RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    /** Addresses, secrets and accounts of this platform. */
    public DevEnvironment development() {
        return development;
    }

    /** The process of that part. */
    public synchronized ManagedProcess process(Part part) {
        return Optional.ofNullable(processes.get(part.title()))
                .orElseThrow(() -> new LauncherException(part.title() + " is no part of this platform"));
    }

    /** Starts one more instance of a service, on free ports and with these variables on top of the usual ones. */
    public ServiceInstance startService(Part service, Map<String, String> variables) {
        List<Integer> free = Ports.free(2);
        Component component = components.service(service, free.get(0), free.get(1), variables);
        ManagedProcess process = register(service.title() + "-" + free.get(0), component);
        process.start();
        return new ServiceInstance(process, localhost(free.get(0)), localhost(free.get(1)));
    }

    /** Deletes all that a stopped part has stored: its next start finds nothing. */
    public void erase(Part part) {
        if (process(part).isRunning()) {
            throw new LauncherException(part.title() + " is running: stop it before its data goes");
        }
        DirectoryTree.delete(directory.data(part.title()));
    }

    /** Stops everything; a second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        Processes.stopInOrder(List.copyOf(processes.values()), ManagedProcess::name, ManagedProcess::retire);
        letGo();
        if (options.temporary()) {
            directory.delete();
        }
    }

    /** Ends this JVM's hold on the processes: they run on. */
    synchronized void leaveRunning() {
        closed = true;
        letGo();
    }

    private void letGo() {
        lock.close();
        if (Thread.currentThread() != shutdownHook) {
            try {
                Runtime.getRuntime().removeShutdownHook(shutdownHook);
            } catch (IllegalStateException e) {
                // the JVM is ending
            }
        }
    }

    private void startParts(Progress progress) {
        List<Runnable> first = new ArrayList<>();
        List<Runnable> then = new ArrayList<>();
        if (options.parts().contains(Part.KEYCLOAK)) {
            first.add(() -> provideKeycloak(progress));
        }
        for (Part part : options.orderedParts()) {
            ManagedProcess process = register(part.title(), components.of(part));
            Runnable start = timed(part.title(), progress, process::start);
            switch (part.stage()) {
                case STORE -> first.add(start);
                case IDENTITY, SERVICE -> then.add(part == Part.KEYCLOAK ? withRealm(start, progress) : start);
            }
        }
        Together.run(first);
        Together.run(then);
    }

    private Runnable withRealm(Runnable start, Progress progress) {
        return () -> {
            start.run();
            timed("realm", progress, this::setUpRealm).run();
        };
    }

    private void provideKeycloak(Progress progress) {
        KeycloakDistribution distribution = components.keycloakDistribution();
        if (!distribution.isBuilt()) {
            progress.begun("Building Keycloak with its options, once on this machine ...");
            timed("keycloak's build", progress, distribution::home).run();
        }
    }

    private void setUpRealm() {
        try (KeycloakAdmin admin = new KeycloakAdmin(development)) {
            new RealmSetup(admin, development, TokenLifetime.parse(options.tokenLifetime())).apply();
        }
    }

    private synchronized ManagedProcess register(String name, Component component) {
        if (closed) {
            throw new LauncherException(name + " is not started: everything is being stopped");
        }
        ManagedProcess process = new ManagedProcess(name, directory, component);
        processes.put(name, process);
        return process;
    }

    private static Runnable timed(String what, Progress progress, Runnable work) {
        return () -> {
            long start = System.nanoTime();
            work.run();
            progress.done(what, Duration.ofNanos(System.nanoTime() - start));
        };
    }

    private static URI localhost(int port) {
        return URI.create("http://localhost:" + port);
    }
}
