package dev.helpdesk.authclient.feed;

import dev.helpdesk.token.event.IdentityEvent;
import dev.helpdesk.token.event.StreamForm;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Understands the events of the feed. */
final class FeedForm {

    private static final Logger log = LoggerFactory.getLogger(FeedForm.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    private boolean toldOfUnreadable;

    /**
     * The message of an event.
     *
     * @throws IOException if it breaks the contract
     */
    FeedMessage read(ServerSentEvent event) throws IOException {
        return switch (event.type()) {
            case "reset" -> new FeedMessage.Reset(fields(event).getOrDefault("reason", ""));
            case "snapshot" -> snapshot(event.data());
            case "ready" -> new FeedMessage.Ready(position(event));
            case "heartbeat" -> new FeedMessage.Heartbeat(fields(event).getOrDefault("keys", ""));
            case "distrust" -> new FeedMessage.Distrust();
            default -> event.id() == null ? new FeedMessage.Unknown() : entry(event);
        };
    }

    private FeedMessage entry(ServerSentEvent event) throws IOException {
        Map<String, String> fields = new HashMap<>(fields(event));
        fields.put("type", event.type());
        return new FeedMessage.Entry(position(event), identityEvent(fields));
    }

    /** Null for one of a kind that is not known yet: a newer auth service must not stop an older follower. */
    private @Nullable IdentityEvent identityEvent(Map<String, String> fields) {
        try {
            return StreamForm.read(fields);
        } catch (IllegalArgumentException e) {
            if (!toldOfUnreadable) {
                toldOfUnreadable = true;
                log.warn("An entry of the auth service's feed cannot be read and is left aside: {}", e.getMessage());
            }
            return null;
        }
    }

    private static String position(ServerSentEvent event) throws IOException {
        String id = event.id();
        if (id == null || id.isBlank()) {
            throw new IOException("the feed sent '" + event.type() + "' without a position");
        }
        return id;
    }

    private static FeedMessage snapshot(String base64) throws IOException {
        try {
            return new FeedMessage.Snapshot(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new IOException("the feed sent a snapshot that is none", e);
        }
    }

    private static Map<String, String> fields(ServerSentEvent event) throws IOException {
        try {
            return JSON.readValue(event.data(), FIELDS);
        } catch (JacksonException e) {
            throw new IOException("the feed sent '" + event.type() + "' with something else than JSON", e);
        }
    }
}
