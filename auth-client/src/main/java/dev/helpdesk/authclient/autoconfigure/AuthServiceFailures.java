package dev.helpdesk.authclient.autoconfigure;

import dev.helpdesk.authclient.AuthServiceUnavailableException;
import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.service.error.ErrorWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A look-up that got no answer ends in 503, not 500: nothing is wrong with this service. */
@Order(0)
@RestControllerAdvice
final class AuthServiceFailures {

    private final ErrorWriter errors;

    AuthServiceFailures(ErrorWriter errors) {
        this.errors = errors;
    }

    @ExceptionHandler(AuthServiceUnavailableException.class)
    void handle(AuthServiceUnavailableException failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        errors.write(
                request,
                response,
                ApiException.of(CommonError.IDENTITY_UNAVAILABLE).causedBy(failure));
    }
}
