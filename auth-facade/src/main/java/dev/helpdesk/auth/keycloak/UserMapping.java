package dev.helpdesk.auth.keycloak;

import dev.helpdesk.token.User;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Turns Keycloak's picture of a user into the API's. */
final class UserMapping {

    /** The attribute for {@link NewUser#stamp()}; only administrators see it. A realm that does not know it drops it. */
    private static final String STAMP = "registration";

    private UserMapping() {}

    /** Asks for the roles, which Keycloak's picture lacks: also those that come through groups and composite roles. */
    static User complete(RealmResource realm, UserRepresentation found) {
        List<String> roles = realm.users().get(found.getId()).roles().realmLevel().listEffective().stream()
                .map(RoleRepresentation::getName)
                .filter(TokenClaims.ROLES::contains)
                .toList();
        return user(found, roles);
    }

    static User user(UserRepresentation found, List<String> roles) {
        Long created = found.getCreatedTimestamp();
        return new User(
                found.getId(),
                found.getEmail(),
                Objects.requireNonNullElse(found.getFirstName(), ""),
                Objects.requireNonNullElse(found.getLastName(), ""),
                roles,
                Boolean.TRUE.equals(found.isEmailVerified()),
                Boolean.TRUE.equals(found.isEnabled()),
                created == null ? null : Instant.ofEpochMilli(created));
    }

    /** Whether the account was made by this registration, and not before that. */
    static boolean isMadeBy(NewUser user, Instant since, UserRepresentation found) {
        Long created = found.getCreatedTimestamp();
        return user.stamp() != null
                && created != null
                && created >= since.toEpochMilli()
                && user.stamp().equals(found.firstAttribute(STAMP));
    }

    static UserRepresentation representation(NewUser user, String email, List<String> passwords) {
        UserRepresentation representation = new UserRepresentation();
        representation.setUsername(email);
        representation.setEmail(email);
        representation.setEmailVerified(false);
        representation.setFirstName(user.firstName());
        representation.setLastName(user.lastName());
        representation.singleAttribute("locale", user.locale());
        if (user.stamp() != null) {
            representation.singleAttribute(STAMP, user.stamp());
        }
        representation.setRequiredActions(user.mustVerifyEmail() ? List.of("VERIFY_EMAIL") : List.of());
        representation.setCredentials(
                passwords.stream().map(UserMapping::password).toList());
        representation.setEnabled(true);
        return representation;
    }

    private static CredentialRepresentation password(String value) {
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setType(CredentialRepresentation.PASSWORD);
        credential.setValue(value);
        credential.setTemporary(false);
        return credential;
    }
}
