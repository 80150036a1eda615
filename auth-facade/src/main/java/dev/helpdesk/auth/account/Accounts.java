package dev.helpdesk.auth.account;

import dev.helpdesk.auth.error.AuthError;
import dev.helpdesk.auth.keycloak.KeycloakUsers;
import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.service.error.FieldError;
import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.User;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

@Service
class Accounts {

    private static final Pattern USER_ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    private static final Set<String> MAY_READ_ANYONE = Set.of("service", "admin");
    private static final int MAX_PAGE = 100;

    private final KeycloakUsers users;

    Accounts(KeycloakUsers users) {
        this.users = users;
    }

    /** The caller as Keycloak sees them now, or as their token says while Keycloak is away. */
    User me(AccessToken caller) {
        Optional<User> fresh;
        try {
            fresh = users.byId(caller.subject());
        } catch (ApiException e) {
            if (e.error() == CommonError.IDENTITY_UNAVAILABLE) {
                return caller.user();
            }
            throw e;
        }
        // A token outlives its user's deletion or disabling; it must not work here once we know.
        return fresh.filter(User::enabled).orElseThrow(() -> ApiException.of(CommonError.TOKEN_REVOKED));
    }

    /** Others may not learn whether an id exists: they get the same answer for any. */
    User byId(AccessToken caller, String id) {
        if (!USER_ID.matcher(id).matches()) {
            throw ApiException.of(CommonError.INVALID_ID);
        }
        String canonical = id.toLowerCase(Locale.ROOT);
        if (!canonical.equals(caller.subject()) && !mayReadAnyone(caller)) {
            throw ApiException.of(CommonError.FORBIDDEN);
        }
        return users.byId(canonical).orElseThrow(() -> ApiException.of(AuthError.USER_NOT_FOUND));
    }

    User byEmail(String email) {
        return Optional.of(new EmailAddress(email))
                .filter(EmailAddress::isWellFormed)
                .flatMap(address -> users.byEmail(address.value()))
                .orElseThrow(() -> ApiException.of(AuthError.USER_NOT_FOUND));
    }

    UsersResponse list(int limit, @Nullable String cursor) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw ApiException.invalid(new FieldError("limit", "out_of_range"));
        }
        Cursor start = Cursor.read(cursor);
        KeycloakUsers.Page page = users.list(start.position(), limit);
        return new UsersResponse(
                true, page.users(), page.more() ? start.plus(limit).text() : null);
    }

    private static boolean mayReadAnyone(AccessToken caller) {
        return caller.user().roles().stream().anyMatch(MAY_READ_ANYONE::contains);
    }
}
