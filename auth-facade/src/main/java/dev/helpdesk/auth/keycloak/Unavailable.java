package dev.helpdesk.auth.keycloak;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.service.guard.CallRefusedException;
import dev.helpdesk.service.guard.OverdueException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;

/** "Nobody who knows could be asked": 503, with the cause in the log only. */
final class Unavailable {

    private Unavailable() {}

    /** Does what needs Keycloak, and says so when Keycloak gives no answer of use. */
    static <T> T orAnswer(Supplier<T> work) {
        try {
            return work.get();
        } catch (CallRefusedException e) {
            throw because(e, e.retryAfter());
        } catch (OverdueException
                | UnexpectedAnswerException
                | RestClientException
                | JacksonException
                | WebApplicationException
                | ProcessingException e) {
            throw because(e);
        }
    }

    static ApiException because(Throwable cause) {
        return because(cause, soon());
    }

    /** Keycloak answered, but not as it should. */
    static ApiException answered(String what, int status, @Nullable String error) {
        return because(new UnexpectedAnswerException(what, status, error));
    }

    private static ApiException because(Throwable cause, Duration wait) {
        return ApiException.of(CommonError.IDENTITY_UNAVAILABLE).causedBy(cause).retryAfter(wait);
    }

    /** Not the same for all, so that they do not all come back at once. */
    private static Duration soon() {
        return Duration.ofSeconds(ThreadLocalRandom.current().nextInt(3, 8));
    }
}
