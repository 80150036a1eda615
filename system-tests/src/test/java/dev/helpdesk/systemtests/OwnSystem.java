package dev.helpdesk.systemtests;

import static org.awaitility.Awaitility.await;

import dev.helpdesk.launcher.ManagedProcess;
import dev.helpdesk.launcher.Part;
import dev.helpdesk.launcher.Platform;
import dev.helpdesk.launcher.PlatformOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A system for one class of tests, whose servers may be taken away and are given back by {@link #heal}. */
final class OwnSystem implements AutoCloseable {

    private final Platform platform;
    private final Helpdesk helpdesk;
    private final Deque<Runnable> repairs = new ArrayDeque<>();

    /** How a server goes away. */
    enum Outage {
        /** It is gone: connections are refused. */
        KILLED {
            @Override
            Runnable begin(ManagedProcess process) {
                process.kill();
                return process::start;
            }
        },
        /** It hangs: connections are taken, and nothing is answered. */
        PAUSED {
            @Override
            Runnable begin(ManagedProcess process) {
                process.pause();
                return () -> {
                    process.resume();
                    process.awaitReady();
                };
            }
        };

        /** Begins it; the result ends it. */
        abstract Runnable begin(ManagedProcess process);
    }

    private OwnSystem(Platform platform) {
        this.platform = platform;
        this.helpdesk = new Helpdesk(platform.development().values());
    }

    static OwnSystem start() {
        Set<Part> parts = EnumSet.copyOf(Part.all());
        parts.remove(Part.MAIL);
        return new OwnSystem(Platform.start(PlatformOptions.forTests().withParts(parts)));
    }

    Helpdesk helpdesk() {
        return helpdesk;
    }

    ManagedProcess process(Part part) {
        return platform.process(part);
    }

    void takeAway(Part part, Outage outage) {
        repairs.push(outage.begin(platform.process(part)));
    }

    /** Deletes what that store holds, which was taken away: it comes back empty. */
    void erase(Part store) {
        platform.erase(store);
    }

    /** Remembers how to undo something. */
    void repairBy(Runnable repair) {
        repairs.push(repair);
    }

    /** Gives back what was taken away, and waits until both services say that all is well. */
    void heal() {
        while (!repairs.isEmpty()) {
            repairs.pop().run();
        }
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> List.of("AUTH_URL", "USER_URL").stream()
                        .allMatch(url -> Call.get(helpdesk.variable(url) + "/health")
                                .send()
                                .at("/status")
                                .equals("ok")));
    }

    @Override
    public void close() {
        platform.close();
    }
}
