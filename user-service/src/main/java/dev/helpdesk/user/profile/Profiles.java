package dev.helpdesk.user.profile;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.User;
import dev.helpdesk.user.directory.Directory;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The profiles of users; one comes into being when its user is first seen. */
@Service
@Transactional
public class Profiles {

    private static final Duration RECENTLY = Duration.ofDays(7);

    private final ProfileRepository profiles;
    private final Directory directory;

    Profiles(ProfileRepository profiles, Directory directory) {
        this.profiles = profiles;
        this.directory = directory;
    }

    Profile of(AccessToken token) {
        return profiles.findByUserId(token.subject())
                .filter(profile -> !profile.isBehind(token))
                .orElseGet(() -> follow(token));
    }

    Profile update(AccessToken token, ProfileUpdate update, IfMatch condition) {
        Profile profile = lock(token);
        if (!condition.accepts(profile.etag())) {
            throw ApiException.of(ProfileError.PRECONDITION_FAILED);
        }
        profile.edit(update);
        return profiles.saveAndFlush(profile);
    }

    /**
     * Gives a user another avatar, or none, as part of the caller's transaction.
     *
     * @return the avatar the user had before, if any
     */
    public @Nullable UUID changeAvatar(AccessToken token, @Nullable UUID avatarId) {
        return lock(token).changeAvatar(avatarId);
    }

    /** What lists show of the profiles of these users, by user id. */
    @Transactional(readOnly = true)
    public Map<String, ProfileSummary> summaries(Collection<String> userIds) {
        return profiles.findByUserIdIn(userIds).stream()
                .map(Profile::view)
                .collect(Collectors.toMap(
                        ProfileView::userId, profile -> new ProfileSummary(profile.displayName(), profile.avatar())));
    }

    /** The figures on profiles, as of now. */
    @Transactional(readOnly = true)
    public ProfileCounts counts() {
        return profiles.count(Profile.now().minus(RECENTLY));
    }

    private Profile lock(AccessToken token) {
        return profiles.lock(token.subject())
                .filter(profile -> !profile.isBehind(token))
                .orElseGet(() -> follow(token));
    }

    /** Locks the profile too, as every upsert does. */
    private Profile follow(AccessToken token) {
        User user = token.user();
        profiles.follow(user.id(), user.email(), user.firstName(), user.lastName(), token.issuedAt(), Profile.now());
        directory.seen(user);
        return profiles.findByUserId(user.id()).orElseThrow();
    }
}
