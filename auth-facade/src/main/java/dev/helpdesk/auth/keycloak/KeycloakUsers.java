package dev.helpdesk.auth.keycloak;

import dev.helpdesk.token.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The users Keycloak holds. Every call fails with {@code identity_unavailable} when Keycloak gives no answer of its kind. */
public interface KeycloakUsers {

    /** Creates a user in one step. */
    Registration register(NewUser user);

    /** Says what {@link #register} would say of the password of a free address, in the same time, and creates nothing. */
    Registration rehearse(NewUser user);

    /**
     * The account of that address, if it was made by the same registration, the answer to which got lost: it carries the stamp.
     *
     * @param since when it was made at the earliest
     */
    Optional<User> madeBy(NewUser user, Instant since);

    /** Sends the mail that proves an address. */
    void sendVerificationMail(String userId);

    /** The user or service account of that id. */
    Optional<User> byId(String id);

    /** The user with exactly that canonical address. */
    Optional<User> byEmail(String email);

    /**
     * A page of users in a stable order, service accounts left out.
     *
     * @param first how many rows stand before the page
     * @param max how many rows the page has at most
     */
    Page list(int first, int max);

    /**
     * One page of users.
     *
     * @param users those of its rows that are users
     * @param more whether rows follow it
     */
    record Page(List<User> users, boolean more) {

        /** Keeps a copy. */
        public Page {
            users = List.copyOf(users);
        }
    }
}
