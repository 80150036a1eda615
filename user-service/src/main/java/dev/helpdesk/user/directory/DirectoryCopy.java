package dev.helpdesk.user.directory;

import dev.helpdesk.authclient.AuthServiceClient;
import dev.helpdesk.authclient.AuthServiceUnavailableException;
import dev.helpdesk.authclient.UserPage;
import dev.helpdesk.token.User;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Copies the users of the auth service into the directory, over and over. What cannot be read or stored now stays as it was. */
@Component
final class DirectoryCopy {

    private static final Logger log = LoggerFactory.getLogger(DirectoryCopy.class);
    private static final int PAGE = 100;

    private final AuthServiceClient authService;
    private final Directory directory;
    private final ReplicaLock lock;
    private @Nullable Pass before;
    private boolean failing;

    DirectoryCopy(AuthServiceClient authService, Directory directory, ReplicaLock lock) {
        this.authService = authService;
        this.directory = directory;
        this.lock = lock;
    }

    @Scheduled(fixedDelayString = "${directory.copy.interval:10s}")
    void run() {
        try {
            lock.runIfFree(this::copy);
            failing = false;
        } catch (AuthServiceUnavailableException | IllegalArgumentException | DataAccessException e) {
            if (!failing) {
                log.warn("The users could not be copied; the directory stays as it is until they can", e);
            }
            failing = true;
        }
    }

    /** Users who come or go meanwhile shift the pages, and one may be passed over; only who is missing twice is gone. */
    private void copy() {
        Pass pass = pass();
        int vanished = before == null ? 0 : directory.retain(pass.and(before), before.start());
        before = pass;
        if (vanished > 0) {
            log.info("Forgot {} users who no longer exist", vanished);
        }
    }

    private Pass pass() {
        Pass pass = new Pass(directory.now(), new HashSet<>());
        String cursor = null;
        do {
            UserPage page = authService.users(cursor, PAGE);
            directory.put(page.users());
            page.users().stream().map(User::id).forEach(pass.found()::add);
            cursor = page.nextCursor();
        } while (cursor != null);
        return pass;
    }

    /** All users there were, page by page, since the start. */
    private record Pass(OffsetDateTime start, Set<String> found) {

        Set<String> and(Pass other) {
            Set<String> both = new HashSet<>(found);
            both.addAll(other.found);
            return both;
        }
    }
}
