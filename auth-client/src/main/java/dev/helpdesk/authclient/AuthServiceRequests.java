package dev.helpdesk.authclient;

import dev.helpdesk.service.guard.CallRefusedException;
import dev.helpdesk.service.guard.OverdueException;
import dev.helpdesk.token.BearerToken;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/**
 * Reads from the auth service, at one of its addresses as long as that works. When a connection fails the next address is tried; what
 * was slow is not tried again. An address that does not answer is left alone until it does.
 */
public final class AuthServiceRequests implements AutoCloseable {

    private final List<Entrance> entrances = new ArrayList<>();
    private final CallTimes times;
    private volatile int current;

    private AuthServiceRequests(CallTimes times) {
        this.times = times;
    }

    /**
     * Requests to these addresses.
     *
     * @param addresses base addresses of the auth service, the preferred one first
     * @param timeout how long a call may take in all
     * @param http what its requests are made of; addresses and time limits are added
     */
    public static AuthServiceRequests create(
            List<URI> addresses, Duration timeout, RestClient.Builder http, MeterRegistry meters) {
        CallTimes times = CallTimes.of(timeout, addresses.size());
        AuthServiceRequests requests = new AuthServiceRequests(times);
        for (URI address : addresses) {
            String name = addresses.size() == 1 ? "auth-service" : "auth-service-" + (requests.entrances.size() + 1);
            requests.entrances.add(new Entrance(name, address, times, http, meters));
        }
        return requests;
    }

    /**
     * Asks what a token is worth.
     *
     * @throws AuthServiceUnavailableException if there is no answer
     */
    Answer verify(BearerToken token) {
        return anywhere(entrance -> entrance.verify(token));
    }

    /**
     * Looks something up.
     *
     * @throws AuthServiceUnavailableException if there is no answer; the address asked for, which may be somebody's e-mail, is not in it
     */
    Answer get(BearerToken token, String path, Object... values) {
        return anywhere(entrance -> entrance.get(token, path, values));
    }

    /**
     * Asks whether the auth service is there.
     *
     * @throws AuthServiceUnavailableException if it is at none of its addresses
     */
    public void check() {
        RuntimeException last = null;
        for (Entrance entrance : entrances) {
            try {
                entrance.check();
                return;
            } catch (RuntimeException e) {
                last = e;
            }
        }
        throw unavailable(last);
    }

    /** Somebody else has an answer from that address: if it was left alone, that is over. */
    public void answers(URI address) {
        entrances.stream().filter(entrance -> entrance.isAt(address)).forEach(Entrance::answersElsewhere);
    }

    private Answer anywhere(Question question) {
        long start = System.nanoTime();
        int first = current;
        RuntimeException last = null;
        for (int i = 0; i < entrances.size() && (i == 0 || times.allowAnother(start)); i++) {
            int index = (first + i) % entrances.size();
            try {
                Answer answer = question.put(entrances.get(index));
                current = index;
                return answer;
            } catch (UnusableAnswerException e) {
                return e.answer();
            } catch (CallRefusedException | OverdueException | ResourceAccessException e) {
                last = e;
            }
        }
        current = (first + 1) % entrances.size();
        throw unavailable(last);
    }

    /** A question that any address can answer. */
    private interface Question {
        Answer put(Entrance entrance);
    }

    /** The message of a failed request names what was asked for: only its cause is told. */
    private static AuthServiceUnavailableException unavailable(@Nullable RuntimeException failure) {
        return failure instanceof ResourceAccessException lost
                ? new AuthServiceUnavailableException(
                        "the auth service cannot be reached: " + lost.getCause(), lost.getCause())
                : new AuthServiceUnavailableException(
                        "the auth service cannot be reached: " + (failure == null ? "" : failure.getMessage()), null);
    }

    @Override
    public void close() {
        entrances.forEach(Entrance::close);
    }
}
