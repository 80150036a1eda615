package dev.helpdesk.user.avatar;

/**
 * The figures on avatars.
 *
 * @param count how many there are
 * @param bytes what all their sizes take together
 */
public record AvatarCounts(long count, long bytes) {}
