package dev.helpdesk.user.avatar;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** One stored size of an avatar. Written once: another picture is another avatar. */
@Entity
@Table(name = "avatar")
class AvatarVariant {

    @EmbeddedId
    private Key key;

    /** The profile it falls with. */
    @SuppressWarnings("UnusedVariable")
    private String userId;

    private String mediaType;
    private byte[] image;

    @SuppressWarnings("NullAway.Init")
    protected AvatarVariant() {}

    AvatarVariant(UUID avatarId, String userId, Variant variant) {
        this.key = new Key(avatarId, variant.size());
        this.userId = userId;
        this.mediaType = variant.mediaType();
        this.image = variant.image();
    }

    Variant variant() {
        return new Variant(key.size(), mediaType, image);
    }

    /** Which size of which avatar. */
    @Embeddable
    record Key(UUID avatarId, int size) {}
}
