package dev.helpdesk.auth.once;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.auth.once.Entry.Kind;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketTests {

    private static final byte[] CONTENT = "the result".getBytes(UTF_8);

    private final Tickets tickets = new Tickets("test");
    private final Ticket ticket = tickets.of("name", "content");

    @Test
    void isTheSameForEqualRequests() {
        assertThat(tickets.of("name", "content")).isEqualTo(ticket).hasSameHashCodeAs(ticket);
        assertThat(ticket.id()).matches("test:[0-9a-f]{64}").isEqualTo(ticket.toString());
    }

    @Test
    void opensWhatAnEqualTicketSealed() {
        String sealed = ticket.seal(Kind.RESULT, CONTENT);

        assertThat(tickets.of("name", "content").open(Kind.RESULT, sealed)).hasValue(CONTENT);
        assertThat(ticket.seal(Kind.RESULT, CONTENT)).isNotEqualTo(sealed);
    }

    @Test
    void opensNothingOfAnotherContentUnderTheSameName() {
        Ticket other = tickets.of("name", "another content");

        assertThat(other.id()).isEqualTo(ticket.id());
        assertThat(other).isNotEqualTo(ticket);
        assertThat(other.open(Kind.RESULT, ticket.seal(Kind.RESULT, CONTENT))).isEmpty();
    }

    @Test
    void keepsWhatTheContentIsMadeOfApart() {
        String sealed = tickets.of("name", "ab", "c").seal(Kind.RESULT, CONTENT);

        assertThat(tickets.of("name", "a", "bc").open(Kind.RESULT, sealed)).isEmpty();
        assertThat(tickets.of("name", "abc").open(Kind.RESULT, sealed)).isEmpty();
        assertThat(tickets.of("name", "ab", "c", "").open(Kind.RESULT, sealed)).isEmpty();
    }

    @Test
    void keepsUsesAndSecretsApart() {
        assertThat(new Tickets("other").of("name", "content").id()).isNotEqualTo(ticket.id());
        assertThat(new Tickets("test", "secret").of("name", "content").id())
                .startsWith("test:")
                .isNotEqualTo(ticket.id());
    }

    @Test
    void takesNoFailureForAResult() {
        assertThat(ticket.open(Kind.RESULT, ticket.seal(Kind.FAILURE, CONTENT))).isEmpty();
    }

    @Test
    void noticesEveryChange() {
        byte[] sealed = Base64.getDecoder().decode(ticket.seal(Kind.RESULT, CONTENT));
        for (int place = 0; place < sealed.length; place++) {
            byte[] changed = sealed.clone();
            changed[place] ^= 1;
            assertThat(ticket.open(Kind.RESULT, Base64.getEncoder().encodeToString(changed)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "AAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAA", "no base64!"})
    void opensNoJunk(String junk) {
        assertThat(ticket.open(Kind.RESULT, junk)).isEmpty();
    }
}
