package dev.helpdesk.user.profile;

import dev.helpdesk.service.error.ErrorCode;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** The ways a request can fail at this service alone. */
public enum ProfileError implements ErrorCode {
    FILE_MISSING(HttpStatus.BAD_REQUEST),
    FILE_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    UNSUPPORTED_IMAGE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    INVALID_IMAGE(HttpStatus.UNPROCESSABLE_CONTENT),
    PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED);

    private final HttpStatus status;

    ProfileError(HttpStatus status) {
        this.status = status;
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
