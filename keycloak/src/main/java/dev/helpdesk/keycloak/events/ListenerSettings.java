package dev.helpdesk.keycloak.events;

import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How the listener is set up, by Keycloak options named {@code spi-events-listener--helpdesk-identity-events--...}.
 *
 * @param redis where the stream is; option {@code redis-url}, else the environment variable HELPDESK_REDIS_URL
 * @param realm the one realm whose events are forwarded; option {@code realm}, default {@code helpdesk}
 * @param longestTokenLife how long an access token lives at most; option {@code longest-token-life} in seconds
 * @param queueSize how many entries wait at most while Redis is away; option {@code queue-size}
 */
record ListenerSettings(RedisAddress redis, String realm, Duration longestTokenLife, int queueSize) {

    private static final String REDIS_VARIABLE = "HELPDESK_REDIS_URL";
    /** What the services accept at most ({@code TokenPolicy} in access-token). */
    private static final int SEVEN_DAYS = 604_800;

    private static final int DEFAULT_QUEUE_SIZE = 20_000;
    /** For clocks that differ and for followers that come back late. */
    private static final Duration RETENTION_MARGIN = Duration.ofHours(1);

    static ListenerSettings read(UnaryOperator<@Nullable String> options, Map<String, String> environment) {
        String url = option(options, "redisUrl", environment.getOrDefault(REDIS_VARIABLE, ""));
        if (url.isEmpty()) {
            throw new IllegalArgumentException("neither the option redis-url nor " + REDIS_VARIABLE + " is set");
        }
        return new ListenerSettings(
                RedisAddress.parse(url),
                option(options, "realm", "helpdesk"),
                Duration.ofSeconds(number(options, "longestTokenLife", "longest-token-life", SEVEN_DAYS)),
                number(options, "queueSize", "queue-size", DEFAULT_QUEUE_SIZE));
    }

    /** How long an entry stays in the stream at least. */
    Duration retention() {
        return longestTokenLife.plus(RETENTION_MARGIN);
    }

    private static String option(UnaryOperator<@Nullable String> options, String key, String otherwise) {
        String value = options.apply(key);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }

    private static int number(UnaryOperator<@Nullable String> options, String key, String name, int otherwise) {
        String value = option(options, key, Integer.toString(otherwise));
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("the option " + name + " is not a number above 0");
        }
        return Integer.parseInt(value);
    }
}
