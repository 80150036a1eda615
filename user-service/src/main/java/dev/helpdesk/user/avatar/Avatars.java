package dev.helpdesk.user.avatar;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.token.AccessToken;
import dev.helpdesk.user.profile.AvatarLinks;
import dev.helpdesk.user.profile.Profiles;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** The avatars of users. */
@Service
public class Avatars {

    private final AvatarRepository avatars;
    private final EntityManager entities;
    private final Profiles profiles;
    private final PixelBudget budget;
    private final TransactionOperations transactions;

    Avatars(
            AvatarRepository avatars,
            EntityManager entities,
            Profiles profiles,
            PixelBudget budget,
            TransactionOperations transactions) {
        this.avatars = avatars;
        this.entities = entities;
        this.profiles = profiles;
        this.budget = budget;
        this.transactions = transactions;
    }

    /** Makes the uploaded file the user's avatar; the one before is gone. */
    @Nullable AvatarLinks replace(AccessToken token, byte[] file) {
        Picture picture = Picture.of(file);
        List<Variant> variants = budget.spend(picture.pixels(), () -> AvatarRenderer.render(picture));
        UUID avatarId = UUID.randomUUID();
        transactions.executeWithoutResult(status -> {
            change(token, avatarId);
            variants.forEach(variant -> entities.persist(new AvatarVariant(avatarId, token.subject(), variant)));
        });
        return AvatarLinks.of(avatarId);
    }

    void remove(AccessToken token) {
        transactions.executeWithoutResult(status -> change(token, null));
    }

    private void change(AccessToken token, @Nullable UUID avatarId) {
        UUID before = profiles.changeAvatar(token, avatarId);
        if (before != null) {
            avatars.delete(before);
        }
    }

    Variant find(UUID avatarId, int size) {
        return avatars.findByKey(new AvatarVariant.Key(avatarId, size))
                .map(AvatarVariant::variant)
                .orElseThrow(() -> ApiException.of(CommonError.NOT_FOUND));
    }

    /** The figures on avatars, as of now. */
    public AvatarCounts counts() {
        return avatars.count();
    }
}
