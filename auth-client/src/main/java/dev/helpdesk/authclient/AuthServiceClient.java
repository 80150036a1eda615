package dev.helpdesk.authclient;

import dev.helpdesk.token.BearerToken;
import dev.helpdesk.token.User;
import dev.helpdesk.token.Verification;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The auth service as another service sees it. {@link #verify} asks it about a token; the look-ups use this service's own
 * service account.
 */
public interface AuthServiceClient {

    /**
     * A client that asks over HTTP.
     *
     * @param requests go to the auth service
     * @param account this service's own account, for the look-ups
     */
    static AuthServiceClient create(AuthServiceRequests requests, ServiceAccount account) {
        return new HttpAuthServiceClient(requests, account);
    }

    /** Asks whether a token holds. Never throws: whatever is no clear answer is {@link Verification.Unavailable}. */
    Verification verify(BearerToken token);

    /**
     * Finds a user by id.
     *
     * @throws AuthServiceUnavailableException if the auth service gives no usable answer in time
     */
    Optional<User> userById(String id);

    /**
     * Finds a user by exact e-mail address, in any case.
     *
     * @throws AuthServiceUnavailableException if the auth service gives no usable answer in time
     */
    Optional<User> userByEmail(String email);

    /**
     * Lists all users in pages.
     *
     * @param cursor {@link UserPage#nextCursor()} of the page before, or null for the first
     * @param limit how many users a page holds at most, 1 to 100
     * @throws AuthServiceUnavailableException if the auth service gives no usable answer in time
     * @throws IllegalArgumentException if there is no such cursor or limit
     */
    UserPage users(@Nullable String cursor, int limit);
}
