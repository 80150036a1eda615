package dev.helpdesk.user.directory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Users to be looked up together.
 *
 * @param users who, in the order in which they were first heard of
 * @param upTo how far the directory has come once that is done, or null if that cannot be said yet
 * @param skippable whether what the stored position covers needs no look-up
 */
record Batch(Map<String, Heard> users, @Nullable LogPosition upTo, boolean skippable) {

    Batch only(List<String> userIds) {
        Map<String, Heard> some = new LinkedHashMap<>(users);
        some.keySet().retainAll(userIds);
        return new Batch(some, null, skippable);
    }

    List<String> dueAfter(@Nullable LogPosition stored) {
        return users.entrySet().stream()
                .filter(user -> !skippable || !user.getValue().isBehind(stored))
                .map(Map.Entry::getKey)
                .toList();
    }
}
