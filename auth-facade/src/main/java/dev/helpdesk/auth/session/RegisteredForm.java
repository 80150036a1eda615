package dev.helpdesk.auth.session;

import dev.helpdesk.auth.once.Form;

/** What somebody who registered got; nothing at all where there were no tokens yet. */
final class RegisteredForm implements Form<Registered> {

    private final SessionForm sessions = new SessionForm();

    @Override
    public byte[] write(Registered registered) {
        return switch (registered) {
            case Registered.WithSession(SessionResponse session) -> sessions.write(session);
            case Registered.Unverified pending -> new byte[0];
        };
    }

    @Override
    public Registered read(byte[] bytes) {
        return bytes.length == 0 ? new Registered.Unverified() : new Registered.WithSession(sessions.read(bytes));
    }
}
