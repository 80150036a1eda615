package dev.helpdesk.token.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamFormTests {

    private static final Instant AT = Instant.ofEpochMilli(1795428000123L);
    private static final Instant BEFORE = Instant.ofEpochSecond(1795428000);

    static Stream<IdentityEvent> events() {
        Stream<IdentityEvent> revocations = Stream.of(
                new IdentityEvent.SessionRevoked("e1", AT, "s1"),
                new IdentityEvent.TokenRevoked("e1#2", AT, "onrtro:7", AT.plusSeconds(60)),
                before(new TokenScope.OfUser("ada")),
                before(new TokenScope.OfSession("s1")),
                before(new TokenScope.OfClientSession("s1", "https://client.example/with blank")),
                before(new TokenScope.OfClient("portal")),
                before(new TokenScope.OfEveryone()));
        Stream<IdentityEvent> accounts = Arrays.stream(AccountChange.values())
                .map(change -> new IdentityEvent.AccountChanged("e1", AT, change, "ada"));
        return Stream.concat(revocations, accounts);
    }

    @ParameterizedTest
    @MethodSource("events")
    void comesBackAsItWasWritten(IdentityEvent event) {
        assertThat(StreamForm.read(StreamForm.write(event))).isEqualTo(event);
    }

    @Test
    void namesTheFieldsOfASession() {
        assertThat(StreamForm.write(new IdentityEvent.SessionRevoked("e1", AT, "s1")))
                .containsExactly(
                        Map.entry("type", "session-revoked"),
                        Map.entry("id", "e1"),
                        Map.entry("at", "1795428000123"),
                        Map.entry("sid", "s1"));
    }

    @Test
    void namesTheFieldsOfABound() {
        assertThat(StreamForm.write(before(new TokenScope.OfClientSession("s1", "portal"))))
                .containsExactly(
                        Map.entry("type", "tokens-revoked-before"),
                        Map.entry("id", "e1"),
                        Map.entry("at", "1795428000123"),
                        Map.entry("scope", "client-session"),
                        Map.entry("sid", "s1"),
                        Map.entry("client", "portal"),
                        Map.entry("before", "1795428000000"));
    }

    @ParameterizedTest
    @EnumSource
    void namesTheTypeOfAnAccountEvent(AccountChange change) {
        assertThat(StreamForm.write(new IdentityEvent.AccountChanged("e1", AT, change, "ada")))
                .containsEntry("type", change.type())
                .containsEntry("sub", "ada");
    }

    @Test
    void leavesUnknownFieldsAside() {
        Map<String, String> fields = session();
        fields.put("colour", "blue");
        assertThat(StreamForm.read(fields)).isEqualTo(new IdentityEvent.SessionRevoked("e1", AT, "s1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"type", "id", "at", "sid"})
    void refusesAMissingField(String field) {
        Map<String, String> fields = session();
        fields.remove(field);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StreamForm.read(fields))
                .withMessage("field '" + field + "' is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "at, soon, is not an instant",
        "at, -1, is not an instant",
        "at, 9999999999999999, is not an instant",
        "sid, '  ', is malformed",
        "id, 'a\nb', is malformed",
        "type, session-resurrected, has an unknown value"
    })
    void refusesJunk(String field, String value, String reason) {
        Map<String, String> fields = session();
        fields.put(field, value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StreamForm.read(fields))
                .withMessage("field '" + field + "' " + reason);
    }

    @Test
    void refusesEndlessText() {
        Map<String, String> fields = session();
        fields.put("sid", "s".repeat(301));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StreamForm.read(fields))
                .withMessage("field 'sid' is malformed");
    }

    @Test
    void refusesAnUnknownScope() {
        Map<String, String> fields = new HashMap<>(StreamForm.write(before(new TokenScope.OfEveryone())));
        fields.put("scope", "planet");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StreamForm.read(fields))
                .withMessage("field 'scope' has an unknown value");
    }

    @Test
    void refusesABoundInsideASecond() {
        Map<String, String> fields = new HashMap<>(StreamForm.write(before(new TokenScope.OfEveryone())));
        fields.put("before", "1795428000001");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StreamForm.read(fields))
                .withMessage("before is not a whole second");
    }

    private static Map<String, String> session() {
        return new HashMap<>(StreamForm.write(new IdentityEvent.SessionRevoked("e1", AT, "s1")));
    }

    private static IdentityEvent before(TokenScope scope) {
        return new IdentityEvent.TokensRevokedBefore("e1", AT, scope, BEFORE);
    }
}
