package dev.helpdesk.user.profile;

/**
 * The figures on profiles.
 *
 * @param total all profiles
 * @param withAvatar those that have a picture
 * @param updated7d those changed in the last seven days
 */
public record ProfileCounts(long total, long withAvatar, long updated7d) {}
