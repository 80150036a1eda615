package dev.helpdesk.user.database;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.service.error.ErrorWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.NestedRuntimeException;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A database that cannot be reached, or is too busy, is no fault of the service: 503, and the client may try again. */
@Order(0)
@RestControllerAdvice
final class DatabaseFailures {

    private static final Logger log = LoggerFactory.getLogger(DatabaseFailures.class);
    private static final Duration SOON = Duration.ofSeconds(2);

    /** SQL state classes: connection lost, resources short, shut down by an operator, system error. */
    private static final Set<String> UNAVAILABLE = Set.of("08", "53", "57", "58");

    private final ErrorWriter errors;

    DatabaseFailures(ErrorWriter errors) {
        this.errors = errors;
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    void handle(NestedRuntimeException failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (isUnavailable(failure)) {
            log.warn(
                    "The database does not answer: {}",
                    failure.getMostSpecificCause().toString());
            errors.write(
                    request,
                    response,
                    ApiException.of(CommonError.SERVICE_UNAVAILABLE).retryAfter(SOON));
        } else {
            log.error("The database refused a statement", failure);
            errors.write(request, response, ApiException.of(CommonError.INTERNAL_ERROR));
        }
    }

    static boolean isUnavailable(Exception failure) {
        return failure instanceof TransactionException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessException
                || isUnavailable(NestedExceptionUtils.getMostSpecificCause(failure));
    }

    private static boolean isUnavailable(Throwable cause) {
        return switch (cause) {
            case SQLException failure -> isUnavailable(failure.getSQLState());
            case IOException lost -> true;
            default -> false;
        };
    }

    /** The server gives every failure a state; only the pool, whose connection is gone, does not. */
    private static boolean isUnavailable(@Nullable String state) {
        return state == null || UNAVAILABLE.stream().anyMatch(state::startsWith);
    }
}
