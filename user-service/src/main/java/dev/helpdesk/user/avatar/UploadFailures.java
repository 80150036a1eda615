package dev.helpdesk.user.avatar;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.ErrorWriter;
import dev.helpdesk.user.profile.ProfileError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/** Avatars are all that is uploaded here, so a form that is too large holds a picture that is. */
@Order(0)
@RestControllerAdvice
final class UploadFailures {

    private final ErrorWriter errors;

    UploadFailures(ErrorWriter errors) {
        this.errors = errors;
    }

    @ExceptionHandler(MaxUploadSizeExceededException.class)
    void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        errors.write(request, response, ApiException.of(ProfileError.FILE_TOO_LARGE));
    }
}
