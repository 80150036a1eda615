package dev.helpdesk.user.avatar;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.ratelimit.RateLimit;
import dev.helpdesk.service.ratelimit.RateLimits;
import dev.helpdesk.token.AccessToken;
import dev.helpdesk.user.profile.AvatarLinks;
import dev.helpdesk.user.profile.ProfileError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

@RestController
final class AvatarController {

    /** Anything else than a UUID and one of the sizes is no such route: 404. */
    private static final String IMAGE =
            "/api/profile/avatars/{avatarId:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}/{size:64|256|512}";

    private final Avatars avatars;
    private final UploadSlots slots;
    private final RateLimits limits;
    private final RateLimit uploads;

    AvatarController(
            Avatars avatars,
            UploadSlots slots,
            RateLimits limits,
            @Value("${limit.avatar.upload:20/1m}") String uploads) {
        this.avatars = avatars;
        this.slots = slots;
        this.limits = limits;
        this.uploads = RateLimit.of("avatar-upload", uploads);
    }

    /**
     * The form is read only when its file is asked for, so whoever uploads too much is refused before. The file is then on disk, and
     * comes into memory when there is a slot.
     */
    @PostMapping(path = "/api/profile/avatar", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Answer upload(@AuthenticationPrincipal AccessToken token, MultipartHttpServletRequest form) {
        limits.take(uploads, token.subject());
        MultipartFile file = form.getFile("avatar");
        if (file == null || file.isEmpty()) {
            throw ApiException.of(ProfileError.FILE_MISSING);
        }
        return slots.using(() -> new Answer(true, avatars.replace(token, content(file))));
    }

    private static byte[] content(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DeleteMapping("/api/profile/avatar")
    Removed remove(@AuthenticationPrincipal AccessToken token) {
        avatars.remove(token);
        return new Removed(true);
    }

    @GetMapping(IMAGE)
    ResponseEntity<byte[]> image(@PathVariable UUID avatarId, @PathVariable int size) {
        Variant variant = avatars.find(avatarId, size);
        return ResponseEntity.ok()
                .headers(ImageHeaders.of(variant))
                .eTag(avatarId + "-" + size)
                .body(variant.image());
    }

    record Answer(boolean success, @Nullable AvatarLinks avatar) {}

    record Removed(boolean success) {}
}
