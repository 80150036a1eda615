package dev.helpdesk.service.security;

import dev.helpdesk.service.error.ApiException;
import org.springframework.security.core.AuthenticationException;

/** Carries the answer to a request that could not be authenticated through Spring Security's filters. */
final class FailedAuthentication extends AuthenticationException {

    private final transient ApiException answer;

    FailedAuthentication(ApiException answer) {
        super(answer.error().code(), answer);
        this.answer = answer;
    }

    ApiException answer() {
        return answer;
    }
}
