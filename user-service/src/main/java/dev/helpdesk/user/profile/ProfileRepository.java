package dev.helpdesk.user.profile;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The table of profiles. */
interface ProfileRepository extends Repository<Profile, String> {

    Optional<Profile> findByUserId(String userId);

    /** Waits for whoever is changing the profile, so that changes come one after another. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select profile from Profile profile where profile.userId = :userId")
    Optional<Profile> lock(String userId);

    Profile saveAndFlush(Profile profile);

    List<Profile> findByUserIdIn(Collection<String> userIds);

    /** Makes the profile, or brings what it says of the account up to date. One statement, so that first calls may come at once. */
    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query(nativeQuery = true, value = """
            insert into profile (user_id, email, first_name, last_name, identity_as_of, version, created_at, updated_at)
            values (:userId, :email, :firstName, :lastName, :asOf, 0, :now, :now)
            on conflict (user_id) do update
            set email = excluded.email, first_name = excluded.first_name, last_name = excluded.last_name,
                identity_as_of = excluded.identity_as_of, version = profile.version + 1, updated_at = excluded.updated_at
            where profile.identity_as_of <= excluded.identity_as_of
              and (profile.email, profile.first_name, profile.last_name)
                  is distinct from (excluded.email, excluded.first_name, excluded.last_name)
            """)
    void follow(String userId, @Nullable String email, String firstName, String lastName, Instant asOf, Instant now);

    @Query("""
            select new dev.helpdesk.user.profile.ProfileCounts(
                count(profile), count(profile.avatarId), count(case when profile.updatedAt > :recently then 1 end))
            from Profile profile
            """)
    ProfileCounts count(Instant recently);
}
