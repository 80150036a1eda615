package dev.helpdesk.auth.session;

import dev.helpdesk.auth.once.Form;
import tools.jackson.databind.json.JsonMapper;

/** A session's answer as JSON. */
final class SessionForm implements Form<SessionResponse> {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public byte[] write(SessionResponse session) {
        return JSON.writeValueAsBytes(session);
    }

    @Override
    public SessionResponse read(byte[] bytes) {
        return JSON.readValue(bytes, SessionResponse.class);
    }
}
