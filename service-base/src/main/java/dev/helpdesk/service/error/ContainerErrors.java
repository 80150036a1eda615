package dev.helpdesk.service.error;

import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/**
 * Answers what Tomcat itself refuses, down to a request line it cannot read, and what fails outside every handler: Tomcat leads all of
 * these through the host's last valve.
 */
final class ContainerErrors extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ContainerErrors.class);

    /** Tomcat answers oversized headers with 400 and tells them apart by this message alone. */
    private static final String HEADERS_TOO_LARGE =
            StringManager.getManager(Http11InputBuffer.class).getString("iib.requestheadertoolarge.error");

    private final ErrorWriter errors;

    ContainerErrors(ErrorWriter errors) {
        this.errors = errors;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        if (response.getStatus() < 400
                || response.getContentWritten() > 0
                || !response.setErrorReported()
                || !canWrite(response)) {
            return;
        }
        CommonError error = error(request, response.getStatus());
        if (error == CommonError.INTERNAL_ERROR) {
            log.error("A request failed outside its handler", throwable);
        }
        if (error == CommonError.METHOD_NOT_ALLOWED && !response.containsHeader(HttpHeaders.ALLOW)) {
            response.setHeader(HttpHeaders.ALLOW, "GET, HEAD, POST, PUT, DELETE, OPTIONS");
        }
        try {
            errors.write(request, response, ApiException.of(error));
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            log.debug("The client did not wait for its error answer", gone);
        }
    }

    /** Of 501 Tomcat does not say whether it was the method, or a transfer coding, that it does not know. */
    private static CommonError error(Request request, int status) {
        if (status == 501 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            return CommonError.MALFORMED_REQUEST;
        }
        return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof IllegalArgumentException refusal
                        && HEADERS_TOO_LARGE.equals(refusal.getMessage())
                ? CommonError.HEADERS_TOO_LARGE
                : CommonError.ofStatus(status);
    }

    private static boolean canWrite(Response response) {
        AtomicBoolean allowed = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
        return allowed.get();
    }
}
