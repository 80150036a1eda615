package dev.helpdesk.auth.stats;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.annotation.Validated;

/**
 * How the figures are counted.
 *
 * @param maxAge how old they may be
 */
@Validated
@ConfigurationProperties("stats")
record StatsProperties(
        @Name("max.age") @DefaultValue("10s") @DurationMin(seconds = 0)
        Duration maxAge) {}
