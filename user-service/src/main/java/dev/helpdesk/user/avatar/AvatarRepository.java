package dev.helpdesk.user.avatar;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The table of avatars. */
interface AvatarRepository extends Repository<AvatarVariant, AvatarVariant.Key> {

    Optional<AvatarVariant> findByKey(AvatarVariant.Key key);

    @Modifying
    @Query("delete from AvatarVariant variant where variant.key.avatarId = :avatarId")
    void delete(UUID avatarId);

    /** Native, because the length of binary data has no name in JPQL. */
    @Query(nativeQuery = true, value = """
            select count(distinct avatar_id) as count, cast(coalesce(sum(octet_length(image)), 0) as bigint) as bytes
            from avatar
            """)
    AvatarCounts count();
}
