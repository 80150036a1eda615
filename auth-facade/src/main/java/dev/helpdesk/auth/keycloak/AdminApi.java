package dev.helpdesk.auth.keycloak;

import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.RealmResource;

/** Calls the admin API as the facade's service account and turns every failure that is not about the input into 503. */
class AdminApi implements AutoCloseable {

    private final Keycloak keycloak;
    /** Kept: each {@code keycloak.realm(...)} builds a proxy anew. */
    private final RealmResource realm;

    AdminApi(Keycloak keycloak, String realm) {
        this.keycloak = keycloak;
        this.realm = keycloak.realm(realm);
    }

    <T> T call(Function<RealmResource, T> work) {
        return find(work).orElseThrow(() -> Unavailable.answered("an admin call", 404, null));
    }

    /** The same for calls where 404 says that there is no such thing. */
    <T> Optional<T> find(Function<RealmResource, T> work) {
        try {
            return Optional.of(authorized(work));
        } catch (NotFoundException e) {
            return Optional.empty();
        } catch (WebApplicationException | ProcessingException e) {
            throw Unavailable.because(e);
        }
    }

    /** A 401 means that Keycloak forgot our token, after a restart or a change of keys; the client dropped it and gets a new one. */
    private <T> T authorized(Function<RealmResource, T> work) {
        try {
            return work.apply(realm);
        } catch (NotAuthorizedException e) {
            return work.apply(realm);
        }
    }

    @Override
    public void close() {
        keycloak.close();
    }
}
