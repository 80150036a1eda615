package dev.helpdesk.service.request;

import jakarta.servlet.Filter;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.security.web.header.HeaderWriterFilter;

/** Puts what holds for every request in front of all else. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class RequestAutoConfiguration {

    /** Behind the encoding filter and Spring Boot's observation of requests, before everything that may answer. */
    private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    FilterRegistrationBean<Filter> requestFilter(Environment environment) {
        return at(FIRST, new RequestFilter(RequestSettings.trustedProxies(environment)));
    }

    @Bean
    FilterRegistrationBean<Filter> answerHeaders() {
        return at(FIRST + 1, new HeaderWriterFilter(List.of(AnswerHeaders::complete)));
    }

    @Bean
    FilterRegistrationBean<Filter> corsFilter(Environment environment) {
        return at(FIRST + 2, RequestSettings.corsFilter(environment));
    }

    private static FilterRegistrationBean<Filter> at(int order, Filter filter) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
        registration.setName(filter.getClass().getSimpleName());
        registration.setOrder(order);
        return registration;
    }
}
