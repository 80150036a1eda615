package dev.helpdesk.service.security;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.service.error.ErrorWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The security of a service's routes, on Spring Security's resource server:
 *
 * <pre>{@code
 * @Bean @Order(1)
 * SecurityFilterChain open(HttpSecurity http, BearerSecurity bearer) {
 *     return bearer.open(http, "/api/auth/login").build();
 * }
 *
 * @Bean
 * SecurityFilterChain routes(HttpSecurity http, BearerSecurity bearer) {
 *     return bearer.protect(http).authorizeHttpRequests(to -> to.anyRequest().authenticated()).build();
 * }
 * }</pre>
 */
public final class BearerSecurity {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final BearerTokens tokens;
    private final ErrorWriter errors;

    BearerSecurity(BearerTokens tokens, ErrorWriter errors) {
        this.tokens = tokens;
        this.errors = errors;
    }

    /** Authenticates requests by their access token; who may do what is left to the caller. */
    public HttpSecurity protect(HttpSecurity http) {
        BearerTokenAuthenticationFilter filter =
                new BearerTokenAuthenticationFilter(this::authenticate, BearerSecurity::credentials);
        filter.setAuthenticationEntryPoint(this::refuse);
        // The default would rethrow what is not the token's fault, and a 503 would become a 500.
        filter.setAuthenticationFailureHandler(this::refuse);
        return stateless(http).addFilter(filter);
    }

    /**
     * Lets everybody reach these paths, and does not look at tokens there: who logs in or refreshes often still sends an expired one.
     * The chain made of it needs an {@code @Order} before the protected one.
     */
    public HttpSecurity open(HttpSecurity http, String... paths) {
        return open(stateless(http).securityMatchers(to -> to.requestMatchers(paths)));
    }

    HttpSecurity open(HttpSecurity http, RequestMatcher requests) {
        return open(stateless(http).securityMatcher(requests));
    }

    private static HttpSecurity open(HttpSecurity http) {
        return http.authorizeHttpRequests(to -> to.anyRequest().permitAll());
    }

    private HttpSecurity stateless(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(this::refuse)
                        .accessDeniedHandler((request, response, denied) ->
                                errors.write(request, response, ApiException.of(CommonError.FORBIDDEN))));
    }

    private static @Nullable Authentication credentials(HttpServletRequest request) {
        PresentedToken presented = PresentedToken.of(request);
        return presented instanceof PresentedToken.Missing
                ? null
                : new UncheckedCredentials(presented, READING.contains(request.getMethod()));
    }

    private Authentication authenticate(Authentication unchecked) {
        if (!(unchecked instanceof UncheckedCredentials sent)) {
            throw new FailedAuthentication(ApiException.of(CommonError.TOKEN_MISSING));
        }
        try {
            return tokens.authenticate(sent.getCredentials(), sent.reading());
        } catch (ApiException answer) {
            throw new FailedAuthentication(answer);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        ApiException answer = failure instanceof FailedAuthentication failed
                ? failed.answer()
                : ApiException.of(CommonError.TOKEN_MISSING);
        errors.write(request, response, answer);
    }
}
