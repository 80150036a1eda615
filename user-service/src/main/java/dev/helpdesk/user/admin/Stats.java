package dev.helpdesk.user.admin;

import dev.helpdesk.user.avatar.AvatarCounts;
import dev.helpdesk.user.directory.DirectoryCounts;
import dev.helpdesk.user.profile.ProfileCounts;
import java.time.Instant;

/** The {@code stats} object of the API. */
record Stats(DirectoryCounts users, ProfileCounts profiles, AvatarCounts avatars, Instant asOf) {}
