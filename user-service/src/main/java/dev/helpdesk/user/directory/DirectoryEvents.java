package dev.helpdesk.user.directory;

import dev.helpdesk.authclient.IdentityEventListener;
import dev.helpdesk.token.event.IdentityEvent;
import dev.helpdesk.token.event.TokenScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes note of what the log says of accounts. Nothing waits here: what is noted is looked up by others. */
@Component
final class DirectoryEvents implements IdentityEventListener {

    private final Backlog backlog;
    private final Progress progress;

    DirectoryEvents(Backlog backlog, Progress progress) {
        this.backlog = backlog;
        this.progress = progress;
    }

    @Override
    public @Nullable String position() {
        LogPosition position = progress.position();
        return position == null ? null : position.toString();
    }

    @Override
    public void reset(String position) {
        backlog.reset(LogPosition.parse(position));
    }

    @Override
    public void event(String position, IdentityEvent event) {
        LogPosition at = LogPosition.parse(position);
        switch (event) {
            case IdentityEvent.AccountChanged changed -> backlog.user(changed.userId(), at);
            case IdentityEvent.TokensRevokedBefore revoked
            when revoked.scope() instanceof TokenScope.OfEveryone -> backlog.everyone(at);
            case IdentityEvent.TokensRevokedBefore revoked -> backlog.passed(at);
            case IdentityEvent.SessionRevoked revoked -> backlog.passed(at);
            case IdentityEvent.TokenRevoked revoked -> backlog.passed(at);
        }
    }
}
