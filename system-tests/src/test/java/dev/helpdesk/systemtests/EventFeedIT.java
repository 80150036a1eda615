package dev.helpdesk.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.systemtests.EventFeed.Event;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The feed as a service gets it, with its service account from Keycloak. */
@ExtendWith(RunningSystem.class)
class EventFeedIT {

    private static final JsonMapper JSON = new JsonMapper();

    private final Helpdesk helpdesk;
    private final Console console;

    EventFeedIT(Helpdesk helpdesk) {
        this.helpdesk = helpdesk;
        this.console = new Console(helpdesk);
    }

    private EventFeed follow(String... headers) {
        return EventFeed.open(helpdesk.variable("AUTH_URL"), helpdesk.serviceToken(), headers);
    }

    @Test
    void beginsWithWhatIsInForce() {
        try (EventFeed feed = follow()) {
            assertThat(feed.answer().statusCode()).isEqualTo(200);
            assertThat(feed.answer().headers().firstValue("Content-Type")).hasValue("text/event-stream");
            assertThat(feed.answer().headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(feed.answer().headers().firstValue("X-Accel-Buffering")).hasValue("no");
            assertThat(feed.next()).isEqualTo(new Event("", "reset", "{\"reason\":\"start\"}"));
            Event ready = feed.await(event -> !event.type().equals("snapshot"));
            assertThat(ready.type()).isEqualTo("ready");
            assertThat(ready.id()).matches("[0-9]+-[0-9]+");
            assertThat(feed.next().type()).isEqualTo("heartbeat");
        }
    }

    @Test
    void namesThePublishedKeysInEachHeartbeat() {
        List<String> published = Call.get(helpdesk.realmUrl() + "/protocol/openid-connect/certs")
                .send()
                .expect(200)
                .json()
                .path("keys")
                .valueStream()
                .filter(key -> key.path("use").asString().equals("sig"))
                .map(key -> key.path("kid").asString())
                .sorted()
                .toList();
        try (EventFeed feed = follow()) {
            Event heartbeat = feed.await(event -> event.type().equals("heartbeat"));

            assertThat(data(heartbeat).path("keys").asString()).isEqualTo(String.join(",", published));
        }
    }

    @Test
    void tellsOfALogout() {
        try (EventFeed feed = follow()) {
            feed.await(event -> event.type().equals("ready"));
            Session session = helpdesk.register(Person.unique());
            helpdesk.auth("POST", "/api/auth/logout")
                    .bearer(session.accessToken())
                    .send()
                    .expect(200);

            Event told = feed.await(event -> event.type().equals("session-revoked")
                    && data(event).path("sid").asString().equals(session.sessionId()));
            assertThat(told.id()).matches("[0-9]+-[0-9]+");
        }
    }

    @Test
    void tellsOfWhatHappensInTheConsole() {
        try (EventFeed feed = follow()) {
            feed.await(event -> event.type().equals("ready"));
            Session session = helpdesk.register(Person.unique());
            feed.await(event -> isAbout(session.userId(), "account-created", event));

            console.disable(session.userId());
            feed.await(event -> isAbout(session.userId(), "account-disabled", event));
            console.delete(session.userId());
            feed.await(event -> isAbout(session.userId(), "account-purged", event));
        }
    }

    private static boolean isAbout(String userId, String type, Event event) {
        return event.type().equals(type) && data(event).path("sub").asString().equals(userId);
    }

    @Test
    void goesOnWhereTheFollowerWas() {
        String known;
        try (EventFeed feed = follow()) {
            known = feed.await(event -> event.type().equals("ready")).id();
        }
        Session session = helpdesk.register(Person.unique());
        console.endSession(session.sessionId());

        try (EventFeed feed = follow("Last-Event-ID", known)) {
            Event first = feed.await(event -> event.type().equals("session-revoked")
                    && data(event).path("sid").asString().equals(session.sessionId()));
            assertThat(feed.seen()).noneMatch(event -> event.type().equals("reset"));
            assertThat(first.id()).isNotEqualTo(known);
        }
    }

    @Test
    void isForServicesOnly() {
        String path = "/api/auth/events";
        helpdesk.auth("GET", path).send().expectError(401, "token_missing");
        for (Session session : List.of(helpdesk.register(Person.unique()), helpdesk.admin())) {
            helpdesk.auth("GET", path).bearer(session.accessToken()).send().expectError(403, "forbidden");
        }
    }

    private static JsonNode data(Event event) {
        return JSON.readTree(event.data());
    }
}
