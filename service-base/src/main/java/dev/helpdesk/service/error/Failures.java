package dev.helpdesk.service.error;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.BindException;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/** Says in the API's own words what an exception of the frameworks means for the client. */
final class Failures {

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]*");

    private Failures() {}

    static ApiException of(Exception exception, HttpServletRequest request) {
        return switch (exception) {
            case ApiException own -> own;
            case BindException invalid ->
                invalid(invalid.getAllErrors().stream().map(Failures::field));
            case HandlerMethodValidationException invalid
            when !invalid.isForReturnValue() ->
                invalid(invalid.getParameterValidationResults().stream().flatMap(Failures::fields));
            case MethodArgumentTypeMismatchException wrong -> wrongType(wrong);
            case MissingServletRequestParameterException missing -> required(missing.getParameterName());
            case MissingServletRequestPartException missing -> required(missing.getRequestPartName());
            case MissingRequestHeaderException missing -> required(missing.getHeaderName());
            case HttpMessageNotReadableException unreadable -> ApiException.of(CommonError.MALFORMED_JSON);
            case MaxUploadSizeExceededException tooLarge -> ApiException.of(CommonError.BODY_TOO_LARGE);
            case MultipartException broken -> multipart(request.getContentType());
            case RequestRejectedException rejected -> ApiException.of(CommonError.MALFORMED_REQUEST);
            case AuthenticationException unknown -> ApiException.of(CommonError.TOKEN_MISSING);
            case AccessDeniedException denied ->
                ApiException.of(request.getUserPrincipal() == null ? CommonError.TOKEN_MISSING : CommonError.FORBIDDEN);
            case ErrorResponse known ->
                ApiException.of(CommonError.ofStatus(known.getStatusCode().value()))
                        .causedBy(exception);
            default -> ApiException.of(CommonError.INTERNAL_ERROR).causedBy(exception);
        };
    }

    private static ApiException required(String field) {
        return ApiException.invalid(new FieldError(field, "required"));
    }

    /** Fields in the order of their names, because validators report them in no order at all. */
    private static ApiException invalid(Stream<FieldError> fields) {
        List<FieldError> ordered = fields.distinct()
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::code))
                .toList();
        return ApiException.invalid(ordered.toArray(FieldError[]::new));
    }

    private static ApiException wrongType(MethodArgumentTypeMismatchException wrong) {
        return wrong.getParameter().hasParameterAnnotation(PathVariable.class)
                ? ApiException.of(CommonError.INVALID_ID)
                : ApiException.invalid(new FieldError(wrong.getName(), "wrong_type"));
    }

    private static ApiException multipart(@Nullable String contentType) {
        return contentType != null && contentType.regionMatches(true, 0, "multipart/", 0, "multipart/".length())
                ? ApiException.of(CommonError.MALFORMED_REQUEST)
                : ApiException.of(CommonError.UNSUPPORTED_MEDIA_TYPE);
    }

    private static Stream<FieldError> fields(ParameterValidationResult result) {
        if (result instanceof ParameterErrors errors) {
            return errors.getAllErrors().stream().map(Failures::field);
        }
        String name = result.getMethodParameter().getParameterName();
        return result.getResolvableErrors().stream()
                .map(error -> new FieldError(name == null ? "" : name, code(error)));
    }

    private static FieldError field(ObjectError error) {
        if (error instanceof org.springframework.validation.FieldError field) {
            return new FieldError(field.getField(), field.isBindingFailure() ? "wrong_type" : code(field));
        }
        return new FieldError(error.getObjectName(), code(error));
    }

    /** Constraints carry the rule's code as their message; one that does not is only known to be broken. */
    private static String code(MessageSourceResolvable error) {
        String message = error.getDefaultMessage();
        return message != null && CODE.matcher(message).matches() ? message : "invalid";
    }
}
