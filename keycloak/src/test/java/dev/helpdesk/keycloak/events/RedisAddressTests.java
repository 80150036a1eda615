package dev.helpdesk.keycloak.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTests {

    @Test
    void readsAPlainAddress() {
        assertThat(RedisAddress.parse("redis://localhost"))
                .isEqualTo(new RedisAddress("localhost", 6379, false, "", "", 0));
    }

    @Test
    void readsEveryPart() {
        assertThat(RedisAddress.parse("rediss://kc:a%40b+c%2Fd@redis.example:6380/3"))
                .isEqualTo(new RedisAddress("redis.example", 6380, true, "kc", "a@b+c/d", 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://:secret@localhost", "redis://secret@localhost"})
    void readsAPasswordWithoutUser(String url) {
        assertThat(RedisAddress.parse(url)).isEqualTo(new RedisAddress("localhost", 6379, false, "", "secret", 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:6379",
                "http://:secret@localhost",
                "redis://",
                "redis://:secret@local host",
                "redis://:secret@localhost/first",
                "redis:secret"
            })
    void refusesAnythingElseWithoutRepeatingIt(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisAddress.parse(url))
                .withMessage("the Redis address is not of the form redis://:password@host:port/database")
                .withNoCause();
    }

    @Test
    void keepsThePasswordOutOfItsText() {
        assertThat(RedisAddress.parse("redis://kc:secret@localhost")).hasToString("RedisAddress[localhost:6379]");
    }
}
