package dev.helpdesk.launcher;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long an access token lives, written as {@code 24h}, {@code 15m}, {@code 7d}, {@code 90s} or plain seconds. */
record TokenLifetime(Duration duration) {

    /** The services refuse tokens that live longer. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private static final Duration SESSION_IDLE = Duration.ofDays(7);
    private static final Duration SESSION_MAX = Duration.ofDays(30);
    private static final Pattern FORM = Pattern.compile("([0-9]{1,8})([smhd]?)");

    TokenLifetime {
        if (!duration.isPositive() || duration.compareTo(LONGEST) > 0) {
            throw new LauncherException("JWT_EXPIRES_IN must be longer than nothing and 7 days at most");
        }
    }

    static TokenLifetime parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new LauncherException(
                    "JWT_EXPIRES_IN is a number with s, m, h or d (seconds without one), not " + text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return new TokenLifetime(
                switch (matcher.group(2)) {
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    case "d" -> Duration.ofDays(amount);
                    default -> Duration.ofSeconds(amount);
                });
    }

    long seconds() {
        return duration.toSeconds();
    }

    /** Never shorter than a token may live: Keycloak would cut it to the session's end. */
    long sessionIdleSeconds() {
        return SESSION_IDLE.toSeconds();
    }

    long sessionMaxSeconds() {
        return SESSION_MAX.toSeconds();
    }
}
