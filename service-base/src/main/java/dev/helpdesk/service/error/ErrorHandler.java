package dev.helpdesk.service.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.util.DisconnectedClientHelper;

/** Answers what handlers throw. A service may take single exceptions out of its hands with an advice of its own. */
@Order
@RestControllerAdvice
final class ErrorHandler {

    private static final Logger log = LoggerFactory.getLogger(ErrorHandler.class);

    private final ErrorWriter errors;

    ErrorHandler(ErrorWriter errors) {
        this.errors = errors;
    }

    @ExceptionHandler
    void handle(Exception exception, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (clientIsGone(exception)) {
            return;
        }
        if (response.isCommitted()) {
            // Only a broken connection tells the client that what it got is not whole.
            throw exception;
        }
        ApiException failure = Failures.of(exception, request);
        log(failure);
        if (exception instanceof ErrorResponse known) {
            known.getHeaders()
                    .getOrEmpty(HttpHeaders.ALLOW)
                    .forEach(methods -> response.setHeader(HttpHeaders.ALLOW, methods));
        }
        errors.write(request, response, failure);
    }

    /** An own failure is an answer, even if its cause looks like a broken connection: a file that ends too early does. */
    private static boolean clientIsGone(Exception exception) {
        return !(exception instanceof ApiException)
                && DisconnectedClientHelper.isClientDisconnectedException(exception);
    }

    private static void log(ApiException failure) {
        if (failure.error() == CommonError.INTERNAL_ERROR) {
            log.error("A request failed for no reason of the client's", failure);
        } else if (failure.error().status().is5xxServerError()) {
            log.warn("A request failed: {}", failure.error().code(), failure.getCause());
        }
    }
}
