package dev.helpdesk.auth.feed;

import dev.helpdesk.auth.feed.Following.Sources;
import dev.helpdesk.auth.revocation.IdentityLog;
import dev.helpdesk.auth.verification.AcceptedKeys;
import dev.helpdesk.token.event.RevocationIndex;
import io.micrometer.observation.ObservationPredicate;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;

@Configuration(proxyBeanMethods = false)
class FeedConfiguration {

    @Bean
    Sources feedSources(IdentityLog log, RevocationIndex index, AcceptedKeys keys, EntryForm form) {
        return new Sources(log, index, keys, form);
    }

    @Bean
    Wholeness wholeness(IdentityLog log) {
        return Wholeness.of(log);
    }

    /** A request that lasts for hours says nothing of how fast requests are answered. */
    @Bean
    ObservationPredicate feedIsNoSlowRequest() {
        return (name, context) ->
                !(context instanceof ServerRequestObservationContext request && isFeed(request.getCarrier()));
    }

    private static boolean isFeed(@Nullable HttpServletRequest request) {
        return request != null && FeedController.PATH.equals(request.getRequestURI());
    }
}
