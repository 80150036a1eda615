package dev.helpdesk.service.ratelimit;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;

/**
 * How often something may be tried: a bucket that holds {@code capacity} tries and refills evenly over {@code period}.
 *
 * @param name what is limited, such as {@code login-account}; part of the key and of the metrics
 * @param capacity how many tries in a row
 * @param period how long until an empty bucket is full again
 */
public record RateLimit(String name, long capacity, Duration period) {

    public RateLimit {
        if (capacity < 1 || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException(
                    "The limit " + name + " must allow at least one try in a time above zero");
        }
    }

    /** A limit as configuration writes it: {@code 10/1m} is ten tries a minute. */
    public static RateLimit of(String name, String text) {
        String[] parts = text.split("/", 2);
        if (parts.length != 2 || !parts[0].trim().matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("The limit " + name + " must look like 10/1m");
        }
        return new RateLimit(name, Long.parseLong(parts[0].trim()), DurationStyle.detectAndParse(parts[1].trim()));
    }
}
