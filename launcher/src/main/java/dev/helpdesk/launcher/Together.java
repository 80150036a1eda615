package dev.helpdesk.launcher;

import java.util.Collection;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Runs tasks at the same time; the first failure ends the others. */
final class Together {

    private Together() {}

    static void run(Collection<Runnable> tasks) {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletionService<@Nullable Void> completion = new ExecutorCompletionService<>(executor);
            for (Runnable task : tasks) {
                Future<@Nullable Void> _ = completion.submit(task, null);
            }
            try {
                for (int i = 0; i < tasks.size(); i++) {
                    completion.take().get();
                }
            } catch (ExecutionException e) {
                executor.shutdownNow();
                throw failure(e.getCause());
            } catch (InterruptedException e) {
                executor.shutdownNow();
                Thread.currentThread().interrupt();
                throw new LauncherException("interrupted", e);
            }
        }
    }

    private static RuntimeException failure(@Nullable Throwable cause) {
        return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
    }
}
