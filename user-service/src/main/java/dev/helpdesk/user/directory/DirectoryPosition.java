package dev.helpdesk.user.directory;

/**
 * A place in the ordered list of users, right behind one of them; it stays where it is when others come and go.
 *
 * @param userId the user
 * @param key what the user was ordered by
 */
public record DirectoryPosition(String userId, String key) {}
