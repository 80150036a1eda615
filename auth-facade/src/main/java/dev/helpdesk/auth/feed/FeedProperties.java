package dev.helpdesk.auth.feed;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of the feed.
 *
 * @param maxFollowers how many may follow at once
 */
@Validated
@ConfigurationProperties("feed")
record FeedProperties(
        @Name("max.followers") @DefaultValue("1000") @Positive int maxFollowers) {}
