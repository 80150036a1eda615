package dev.helpdesk.user.profile;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** What users write about themselves. A field that is null or absent is cleared. */
record ProfileUpdate(
        @Text(max = 100) @Nullable String displayName,

        @Pattern(regexp = "\\+[1-9][0-9]{6,14}", message = "invalid_phone") @Nullable String phone,

        @Text(max = 100) @Nullable String department,
        @Text(max = 100) @Nullable String jobTitle,
        @LanguageTag @Nullable String locale,
        @TimeZoneName @Nullable String timezone,
        @Text(max = 2000, lines = true) @Nullable String bio) {}
