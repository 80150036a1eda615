package dev.helpdesk.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.authclient.test.TestKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifiedTokensTests {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final SigningKey key = SigningKey.from(TestKey.create().jwk()).orElseThrow();
    private final VerifiedTokens tokens = new VerifiedTokens(2);

    private static ByteBuffer fingerprint(String token) {
        return VerifiedTokens.fingerprint(new BearerToken(token));
    }

    private VerifiedTokens.Verified verified(Instant expiresAt) {
        User user = new User("id", null, "", "", List.of(), false, true, null);
        return new VerifiedTokens.Verified(new AccessToken("jti", "sid", "azp", NOW, expiresAt, null, user), key);
    }

    @Test
    void forgetsTheLeastRecentlyUsed() {
        tokens.add(fingerprint("a"), verified(NOW.plusSeconds(60)));
        tokens.add(fingerprint("b"), verified(NOW.plusSeconds(60)));
        assertThat(tokens.find(fingerprint("a"), NOW)).isNotNull();

        tokens.add(fingerprint("c"), verified(NOW.plusSeconds(60)));

        assertThat(tokens.find(fingerprint("b"), NOW)).isNull();
        assertThat(tokens.find(fingerprint("a"), NOW)).isNotNull();
        assertThat(tokens.size()).isEqualTo(2);
    }

    @Test
    void forgetsATokenWhenItExpires() {
        tokens.add(fingerprint("a"), verified(NOW.plusSeconds(60)));

        assertThat(tokens.find(fingerprint("a"), NOW.plusSeconds(59))).isNotNull();
        assertThat(tokens.find(fingerprint("a"), NOW.plusSeconds(60))).isNull();
        assertThat(tokens.size()).isZero();
    }
}
