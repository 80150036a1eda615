package dev.helpdesk.auth.feed;

import dev.helpdesk.token.AccessToken;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class FeedController {

    static final String PATH = "/api/auth/events";

    private final Feed feed;

    FeedController(Feed feed) {
        this.feed = feed;
    }

    /** The request's own thread, a virtual one, stays with the follower. */
    @GetMapping(path = PATH, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(
            @AuthenticationPrincipal AccessToken token,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(defaultValue = "false") boolean snapshot,
            HttpMethod method,
            HttpServletResponse response)
            throws IOException {
        // HEAD comes here as well: the same headers, and no end of a body to wait for.
        if (method.equals(HttpMethod.GET)) {
            feed.follow(
                    token,
                    new Feed.Wish(lastEventId, snapshot),
                    () -> open(response).getOutputStream());
        } else {
            open(response);
        }
    }

    private static HttpServletResponse open(HttpServletResponse response) {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        // nginx would gather what is to be told at once.
        response.setHeader("X-Accel-Buffering", "no");
        return response;
    }
}
