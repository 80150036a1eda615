package dev.helpdesk.user.profile;

import dev.helpdesk.token.AccessToken;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is kept of one user. E-mail and names are the account's and follow the user's tokens; the rest is the user's own. */
@Entity
class Profile {

    @Id
    private String userId;

    private @Nullable String email;
    private String firstName;
    private String lastName;
    private @Nullable String displayName;
    private @Nullable String phone;
    private @Nullable String department;
    private @Nullable String jobTitle;
    private @Nullable String locale;
    private @Nullable String timezone;
    private @Nullable String bio;
    private @Nullable UUID avatarId;
    private Instant identityAsOf;

    @Version
    private long version;

    private Instant createdAt;
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected Profile() {}

    /** Whether the token tells something newer of the account than is kept. */
    boolean isBehind(AccessToken token) {
        boolean same = Objects.equals(email, token.user().email())
                && firstName.equals(token.user().firstName())
                && lastName.equals(token.user().lastName());
        return !same && !token.issuedAt().isBefore(identityAsOf);
    }

    void edit(ProfileUpdate update) {
        displayName = update.displayName();
        phone = update.phone();
        department = update.department();
        jobTitle = update.jobTitle();
        locale = update.locale();
        timezone = update.timezone();
        bio = update.bio();
        touch();
    }

    /** Changes the avatar and returns the one before. */
    @Nullable UUID changeAvatar(@Nullable UUID newAvatarId) {
        UUID before = avatarId;
        avatarId = newAvatarId;
        touch();
        return before;
    }

    private void touch() {
        updatedAt = now();
    }

    /** The time in the grain in which it is shown. */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Changes with every change of the profile, and differs between users. */
    String etag() {
        return "\"%d-%08x\"".formatted(version, Objects.hash(userId, createdAt.toEpochMilli()));
    }

    ProfileView view() {
        return new ProfileView(
                userId,
                email,
                firstName,
                lastName,
                displayName,
                phone,
                department,
                jobTitle,
                locale,
                timezone,
                bio,
                AvatarLinks.of(avatarId),
                createdAt,
                updatedAt);
    }

    @Nullable UUID avatarId() {
        return avatarId;
    }
}
