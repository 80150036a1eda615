package dev.helpdesk.auth.feed;

import dev.helpdesk.auth.feed.Following.Sources;
import dev.helpdesk.auth.revocation.IdentityLog.Registration;
import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.service.guard.CallRefusedException;
import dev.helpdesk.token.AccessToken;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Tells services what happens to identities, sessions and tokens as soon as it is in the log. */
@Component
class Feed {

    private final Sources sources;
    private final Wholeness wholeness;
    private final Followers followers;
    private final FeedMeters meters;
    private final Clock clock;

    Feed(Sources sources, Wholeness wholeness, Followers followers, FeedMeters meters, Clock clock) {
        this.sources = sources;
        this.wholeness = wholeness;
        this.followers = followers;
        this.meters = meters;
        this.clock = clock;
    }

    /** What a follower asks for: to go on behind an entry, and whether it wants a snapshot in any case. */
    record Wish(@Nullable String lastEventId, boolean snapshot) {}

    /** Where to write to, once it is clear that there is something to write. */
    @FunctionalInterface
    interface Answer {
        OutputStream open() throws IOException;
    }

    /**
     * Serves a follower until one of both ends it.
     *
     * @throws ApiException 503 before anything is written
     */
    void follow(AccessToken token, Wish wish, Answer answer) throws IOException {
        Inbox inbox = followers.enter();
        try (Registration registration = sources.log().follow(inbox)) {
            Start start = start(wish, registration);
            FeedWriter out = new FeedWriter(answer.open());
            try (Following following = new Following(sources, inbox, registration, out, meters::sent)) {
                meters.ended(following.tell(start, new FollowerToken(token, sources.index(), clock)));
            }
        } finally {
            followers.leave(inbox);
        }
    }

    private Start start(Wish wish, Registration registration) {
        if (!wholeness.ever()) {
            throw ApiException.of(CommonError.IDENTITY_UNAVAILABLE);
        }
        try {
            return Start.of(wish.lastEventId(), wish.snapshot(), sources.log(), registration.position());
        } catch (DataAccessException | CallRefusedException e) {
            throw ApiException.of(CommonError.IDENTITY_UNAVAILABLE).causedBy(e);
        }
    }
}
