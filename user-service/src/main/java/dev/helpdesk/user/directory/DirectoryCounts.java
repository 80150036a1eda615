package dev.helpdesk.user.directory;

import java.util.Map;

/**
 * The figures on users.
 *
 * @param total all users
 * @param enabled those who may log in
 * @param disabled those who may not
 * @param new24h those whose account was made in the last 24 hours
 * @param new7d those whose account was made in the last seven days
 * @param byRole how many have each role
 */
public record DirectoryCounts(
        long total, long enabled, long disabled, long new24h, long new7d, Map<String, Long> byRole) {}
