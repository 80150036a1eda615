package dev.helpdesk.service.json;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a body whose content type has a wildcard: Spring would stumble over it later and answer 500. */
final class ConcreteContentType implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String contentType = request.getContentType();
        if (contentType != null && contentType.split(";", 2)[0].contains("*")) {
            throw ApiException.of(CommonError.UNSUPPORTED_MEDIA_TYPE);
        }
        return true;
    }
}
