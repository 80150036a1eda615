package dev.helpdesk.user.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an avatar is served, as paths of this service.
 *
 * @param url the size that fits most uses
 * @param variants the path of each size, by its pixels a side
 */
public record AvatarLinks(String url, Map<String, String> variants) {

    /** The sizes an avatar is kept in, in pixels a side. */
    public static final List<Integer> SIZES = List.of(64, 256, 512);

    private static final int USUAL_SIZE = 256;

    /** The links of an avatar, or null when there is none. */
    public static @Nullable AvatarLinks of(@Nullable UUID avatarId) {
        if (avatarId == null) {
            return null;
        }
        Map<String, String> variants = new LinkedHashMap<>();
        SIZES.forEach(size -> variants.put(String.valueOf(size), path(avatarId, size)));
        return new AvatarLinks(path(avatarId, USUAL_SIZE), variants);
    }

    private static String path(UUID avatarId, int size) {
        return "/api/profile/avatars/" + avatarId + "/" + size;
    }
}
