package dev.helpdesk.authclient.verification;

import dev.helpdesk.authclient.AuthServiceClient;
import dev.helpdesk.authclient.UserPage;
import dev.helpdesk.token.BearerToken;
import dev.helpdesk.token.User;
import dev.helpdesk.token.Verification;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An auth service that says of every token what it was told to say, and counts. */
final class AskedService implements AuthServiceClient {

    private final AtomicInteger asked = new AtomicInteger();
    private volatile Verification answer = new Verification.Unavailable("nothing was told yet");
    private volatile CountDownLatch gate = new CountDownLatch(0);

    void says(Verification verification) {
        answer = verification;
    }

    /** Keeps everybody waiting until {@link #goesOn}. */
    void waits() {
        gate = new CountDownLatch(1);
    }

    void goesOn() {
        gate.countDown();
    }

    int timesAsked() {
        return asked.get();
    }

    @Override
    public Verification verify(BearerToken token) {
        Verification decided = answer;
        asked.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return decided;
    }

    @Override
    public Optional<User> userById(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<User> userByEmail(String email) {
        throw new UnsupportedOperationException();
    }

    @Override
    public UserPage users(@Nullable String cursor, int limit) {
        throw new UnsupportedOperationException();
    }
}
