package dev.helpdesk.authclient.autoconfigure;

import dev.helpdesk.authclient.AuthServiceRequests;
import dev.helpdesk.authclient.feed.IdentityFeed;
import dev.helpdesk.service.health.DegradedException;
import dev.helpdesk.service.health.Dependency;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The auth service as a line of {@code GET /health}. A service that follows its feed is ready once the feed has caught up for the first
 * time; one that does not needs the auth service for every request.
 */
record AuthServiceDependency(
        AuthServiceRequests requests, @Nullable IdentityFeed feed) implements Dependency {

    @Override
    public String name() {
        return "auth-service";
    }

    @Override
    public boolean essential() {
        return feed == null || feed.state() == IdentityFeed.State.NEVER;
    }

    @Override
    public void check() throws IOException {
        if (feed == null) {
            requests.check();
            return;
        }
        switch (feed.state()) {
            case NEVER -> throw new IOException("the auth service's feed was never followed to its end");
            case FRESH -> {}
            case STALE -> {
                requests.check();
                throw new DegradedException("the auth service's feed is stale: each token is asked about");
            }
        }
    }
}
