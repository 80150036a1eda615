package dev.helpdesk.auth.keycloak;

import dev.helpdesk.token.User;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.UserRepresentation;

/** {@link KeycloakUsers} over the admin API. */
class AdminKeycloakUsers implements KeycloakUsers, RestKeycloakTokens.PendingActions {

    private static final List<String> GIVEN_ROLES = List.of("admin", "agent");

    private final AdminApi admin;
    private final AdminApi hashing;
    private final Refusals refusals;

    /**
     * @param hashing for calls that make Keycloak hash a password
     */
    AdminKeycloakUsers(AdminApi admin, AdminApi hashing, Refusals refusals) {
        this.admin = admin;
        this.hashing = hashing;
        this.refusals = refusals;
    }

    private record Created(int status, @Nullable String location, String body) {

        String userId() {
            String path = location == null ? "" : location;
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    @Override
    public Registration register(NewUser user) {
        Created answer = create(UserMapping.representation(user, user.email(), List.of(user.password())));
        return switch (answer.status()) {
            case 201 -> new Registration.Created(answer.userId());
            case 409 -> new Registration.EmailTaken();
            default -> refusals.read(answer.body());
        };
    }

    /**
     * Keycloak judges a password only while it creates a user, and with an address that is taken it never gets that far. So a user
     * of a made-up address is sent with two passwords, the second one being that address: the first is judged and hashed like
     * any other, then the second is refused and all of it rolled back. A complaint about the second says that the first was good.
     */
    @Override
    public Registration rehearse(NewUser user) {
        String nobody = UUID.randomUUID() + "@rehearsal.invalid";
        Created answer = create(UserMapping.representation(user, nobody, List.of(user.password(), nobody)));
        if (answer.status() == 201) {
            // A realm without that rule: take the made-up user back.
            hashing.complete(realm -> {
                realm.users().delete(answer.userId()).close();
                return answer;
            });
            return new Registration.EmailTaken();
        }
        return answer.status() == 400 && !refusals.isPasswordLikeName(answer.body())
                ? refusals.read(answer.body())
                : new Registration.EmailTaken();
    }

    private Created create(UserRepresentation user) {
        return hashing.change(realm -> create(realm, user))
                .orElseThrow(() -> Unavailable.answered("a new user", 404, null));
    }

    private static Created create(RealmResource realm, UserRepresentation user) {
        try (Response response = realm.users().create(user)) {
            return switch (response.getStatus()) {
                case 201, 409, 400 ->
                    new Created(
                            response.getStatus(),
                            response.getHeaderString("Location"),
                            response.readEntity(String.class));
                case 401 -> throw new NotAuthorizedException(response);
                default -> throw new UnexpectedAnswerException("a new user", response.getStatus(), null);
            };
        }
    }

    @Override
    public Optional<User> madeBy(NewUser user, Instant since) {
        return findByEmail(user.email())
                .filter(found -> UserMapping.isMadeBy(user, since, found))
                .flatMap(this::complete);
    }

    @Override
    public void sendVerificationMail(String userId) {
        admin.change(realm -> {
            realm.users().get(userId).sendVerifyEmail();
            return userId;
        });
    }

    @Override
    public Optional<User> byId(String id) {
        return admin.find(
                realm -> UserMapping.complete(realm, realm.users().get(id).toRepresentation()));
    }

    @Override
    public Optional<User> byEmail(String email) {
        return findByEmail(email).flatMap(this::complete);
    }

    /** One row more than asked for tells whether there is a next page. */
    @Override
    public Page list(int first, int max) {
        List<UserRepresentation> rows = admin.call(realm -> realm.users().list(first, max + 1));
        return new Page(withRoles(rows.subList(0, Math.min(max, rows.size()))), rows.size() > max);
    }

    /** Reads the holders of the few roles that not everybody has. */
    private List<User> withRoles(List<UserRepresentation> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        RoleHolders all = new RoleHolders(admin);
        Map<String, Set<String>> holders = new LinkedHashMap<>();
        GIVEN_ROLES.forEach(role -> holders.put(role, all.of(role)));
        return rows.stream()
                .filter(found -> found.getServiceAccountClientId() == null)
                .map(found -> UserMapping.user(
                        found,
                        Stream.concat(
                                        Stream.of("user"),
                                        GIVEN_ROLES.stream()
                                                .filter(role -> holders.getOrDefault(role, Set.of())
                                                        .contains(found.getId())))
                                .toList()))
                .toList();
    }

    @Override
    public List<String> of(String email) {
        List<String> actions =
                findByEmail(email).map(UserRepresentation::getRequiredActions).orElseGet(List::of);
        // Nothing is pending by name when the profile lacks a name that the realm requires.
        return actions.isEmpty() ? List.of("UPDATE_PROFILE") : actions;
    }

    /** Compares again what Keycloak found: its search is made for people, and some letters mean more to it than themselves. */
    private Optional<UserRepresentation> findByEmail(String email) {
        return admin.call(realm -> realm.users().searchByEmail(email, true)).stream()
                .filter(found -> email.equalsIgnoreCase(found.getEmail()))
                .findFirst();
    }

    private Optional<User> complete(UserRepresentation found) {
        return admin.find(realm -> UserMapping.complete(realm, found));
    }
}
