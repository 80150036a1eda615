package dev.helpdesk.systemtests.faults;

import dev.helpdesk.systemtests.cluster.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Clients at work: 40 questions, a login and the end of a session each second, however long the answers take. */
final class Load implements AutoCloseable {

    private static final int QUESTIONS_PER_SECOND = 40;

    private final List<Future<?>> deeds = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Member> closed = ConcurrentHashMap.newKeySet();
    private final Set<Throwable> defects = ConcurrentHashMap.newKeySet();

    static Load start(Clients clients) {
        Load load = new Load();
        load.every(1_000 / QUESTIONS_PER_SECOND, clients::askAnything);
        load.every(1_000, () -> clients.logIn(load.someFacade()));
        load.every(1_000, () -> clients.endOldest(load.someFacade()));
        return load;
    }

    /** Logins and logouts go to the other facade from now on. */
    void avoid(Member facade) {
        closed.add(facade);
    }

    private Member someFacade() {
        Member facade = ThreadLocalRandom.current().nextBoolean() ? Member.FACADE_1 : Member.FACADE_2;
        return closed.contains(facade) ? other(facade) : facade;
    }

    private static Member other(Member facade) {
        return facade == Member.FACADE_1 ? Member.FACADE_2 : Member.FACADE_1;
    }

    private void every(long millis, Runnable deed) {
        deeds.add(clock.scheduleAtFixedRate(
                () -> workers.execute(() -> careful(deed)), 0, millis, TimeUnit.MILLISECONDS));
    }

    private void careful(Runnable deed) {
        try {
            deed.run();
        } catch (RuntimeException | AssertionError e) {
            defects.add(e);
        }
    }

    /** Waits for the answers that are under way. */
    @Override
    public void close() {
        deeds.forEach(deed -> deed.cancel(false));
        clock.shutdown();
        workers.close();
        defects.stream().findAny().ifPresent(defect -> {
            throw new IllegalStateException("the load itself failed", defect);
        });
    }
}
