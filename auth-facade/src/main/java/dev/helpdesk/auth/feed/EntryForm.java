package dev.helpdesk.auth.feed;

import dev.helpdesk.token.event.IdentityEvent;
import dev.helpdesk.token.event.StreamForm;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** An entry of the log as it goes over the wire. All followers hear of an entry one after the other: it is written once for all. */
@Component
class EntryForm {

    private final JsonMapper json;
    private @Nullable Written latest;

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Written(String position, IdentityEvent event, byte[] bytes) {}

    EntryForm(JsonMapper json) {
        this.json = json;
    }

    synchronized byte[] write(String position, IdentityEvent event) {
        if (latest == null
                || !latest.position().equals(position)
                || !latest.event().equals(event)) {
            latest = new Written(position, event, bytes(position, event));
        }
        return latest.bytes();
    }

    private byte[] bytes(String position, IdentityEvent event) {
        Map<String, String> fields = StreamForm.write(event);
        String type = Objects.requireNonNull(fields.remove("type"));
        String text = "id: " + position + "\nevent: " + type + "\ndata: " + json.writeValueAsString(fields) + "\n\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
