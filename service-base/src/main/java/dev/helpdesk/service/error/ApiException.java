package dev.helpdesk.service.error;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request with an error answer. The answer holds only what is said here; the cause goes to the log.
 *
 * <p>The bearer challenge of 401 and 403 (RFC 6750) and a {@code Retry-After} on 429 and 503 are added by the error answer itself.
 */
public final class ApiException extends RuntimeException {

    private final transient ErrorCode error;
    private final transient List<FieldError> fields;
    private final transient Map<String, Object> members;
    private final transient @Nullable Duration retryAfter;

    private ApiException(
            ErrorCode error,
            List<FieldError> fields,
            Map<String, Object> members,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(error.code(), cause);
        this.error = error;
        this.fields = List.copyOf(fields);
        this.members = Map.copyOf(members);
        this.retryAfter = retryAfter;
    }

    /** A request that fails with this code and, if any are to blame, these fields. */
    public static ApiException of(ErrorCode error, FieldError... fields) {
        return new ApiException(error, List.of(fields), Map.of(), null, null);
    }

    /** A request whose fields break these rules: 400 {@code validation_failed}. */
    public static ApiException invalid(FieldError... fields) {
        return of(CommonError.VALIDATION_FAILED, fields);
    }

    /** The same failure with its cause, for the log only. */
    public ApiException causedBy(Throwable cause) {
        return new ApiException(error, fields, members, retryAfter, cause);
    }

    /** The same failure with one more member in its body, such as the pending {@code actions} of an account. */
    public ApiException with(String member, Object value) {
        LinkedHashMap<String, Object> all = new LinkedHashMap<>(members);
        all.put(member, value);
        return new ApiException(error, fields, all, retryAfter, getCause());
    }

    /** The same failure with the time after which trying again makes sense. */
    public ApiException retryAfter(Duration wait) {
        return new ApiException(error, fields, members, wait, getCause());
    }

    public ErrorCode error() {
        return error;
    }

    public List<FieldError> fields() {
        return fields;
    }

    public Map<String, Object> members() {
        return members;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
